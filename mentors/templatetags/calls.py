"""What is shown of mentors' calls on pages of the floor below."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from caseload.notice import Notice
from mentors.calls.actions import KINDS
from mentors.calls.models import Call

register = template.Library()


@register.simple_tag(takes_context=True)
def open_calls(context):
    """A Notice for each mentor who waits for a call by whoever looks; the longest first."""
    membership = context["request"].membership
    calls = Call.objects.waiting_for(membership).for_bench().order_by("at", "pk")
    return [Notice(text=_said(call), url=call.get_absolute_url()) for call in calls]


@register.simple_tag
def heard_from_mentors(participant):
    """What her mentors sent to her advisor in the last month, newest first."""
    calls = Call.objects.lately(timezone.now()).filter(
        relation__mentor__mentorships__placement__participant=participant,
        relation__advisor=participant.advisor_id,
    )
    calls = calls.select_related("relation").distinct()
    return calls.defer("words", "preferred_time", "answered_how")


@register.simple_tag(takes_context=True)
def mentors_told_of(context, notifications):
    """{about: text} of the calls among these notifications, as far as the reader may see them."""
    calls = Call.objects.visible_to(context["request"].membership).for_bench()
    ids = [each.about for each in notifications if each.kind in KINDS]
    found = calls.filter(pk__in=ids) if ids else []
    return {call.pk: f"{call.mentor}, {call.mentor.workplace}" for call in found}


def _said(call):
    if call.taken_by:
        return _("%(name)s calls a mentor who asked for it") % {"name": call.taken_by}
    if not call.is_hers:
        # Whose candidate it is about is nobody else's business.
        return _("Somebody who asked to be called needs someone")
    words = {"mentor": call.mentor, "workplace": call.mentor.workplace}
    if call.chosen == Call.Choice.WORRIED:
        return _("%(mentor)s at %(workplace)s is worried: call") % words
    return _("%(mentor)s at %(workplace)s asks you to call") % words
