from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from caseload.views.pages import form_page
from mentors import access as mentors_access
from mentors.checkins import actions
from mentors.checkins.forms import CheckInForm
from mentors.checkins.models import CheckIn
from mentors.letters import access
from mentors.letters.actions import why_not
from mentors.letters.texts import WHY_NOT


@require_http_methods(["GET", "POST"])
def check_in_agree(request: MemberRequest, mentorship_id):
    mentorship = mentors_access.own_mentorship_or_404(request, mentorship_id)
    relation = access.relation_to_read(mentorship)
    check_in = access.check_in_of(relation) or CheckIn(relation=relation)
    form = CheckInForm(
        request.POST if request.method == "POST" else None, initial={"rhythm": check_in.rhythm}
    )
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        actions.agree_check_ins(request.membership, mentorship, rhythm=rhythm)
        reason = why_not(relation) if rhythm != CheckIn.Rhythm.NEVER else ""
        messages.success(request, _("Saved. %(but)s") % {"but": WHY_NOT.get(reason, "")})
        return redirect("mentors:mentor_mails", mentorship.pk)
    title = _("Check-ins with %(name)s") % {"name": mentorship.mentor}
    return form_page(request, mentorship.placement.participant, form, title)
