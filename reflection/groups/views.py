from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.template.defaultfilters import date as date_text
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.access import refuse_who_does_not_reflect
from reflection.calendars.calendar import group_file
from reflection.calendars.files import calendar_answer
from reflection.groups import access, actions
from reflection.groups.forms import GroupForm
from reflection.groups.models import Group
from reflection.groups.plan import plan_in_words
from reflection.meetings.models import Meeting
from reflection.meetings.rhythm import rhythm_of

PAGE_SIZE = 20
AHEAD_SHOWN = 6


@require_GET
def group_list(request: MemberRequest):
    """Who meets at the office, or in the county: those that still do."""
    refuse_who_does_not_reflect(request.membership)
    groups = Group.objects.visible_to(request.membership).meeting_still().with_members()
    page = Paginator(groups, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reflection/group_list.html", {"page": page})


@require_GET
def group_detail(request: MemberRequest, group_id):
    """Who meets, how often, and whose turn it is."""
    group = access.group_or_404(request, group_id)
    meetings = Meeting.objects.visible_to(request.membership).filter(group=group)
    context = {
        "group": group,
        "plan": plan_in_words(group),
        "members": group.members.current().select_related("user"),
        "ahead": meetings.for_list().ahead(timezone.now())[:AHEAD_SHOWN],
        "rhythm": rhythm_of(request.membership, group),
        "can_change": access.can_change(request.membership, group),
        "belongs": access.belongs_to(request.membership, group),
    }
    return render(request, "reflection/group_detail.html", context)


@require_http_methods(["GET", "POST"])
def group_create(request: MemberRequest):
    refuse_who_does_not_reflect(request.membership)
    membership = request.membership
    group = Group(
        office_id=membership.office_id,
        county_id=membership.in_county,
        created_by_id=membership.user_id,
    )
    form = GroupForm(request.POST if request.method == "POST" else None, instance=group)
    if form.is_valid():
        group = actions.create_group(membership, **form.written())
        messages.success(request, _("The group is made. Those who belong to it get a mail."))
        return redirect(group)
    return _form_page(request, form, group)


@require_http_methods(["GET", "POST"])
def group_edit(request: MemberRequest, group_id):
    group = access.own_group_or_404(request, group_id)
    if group.ended_on:
        messages.info(request, _("The group has ended. Make a new one."))
        return redirect(group)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=group)
    if form.is_valid():
        staying, change = [], partial(actions.change_group, request.membership, group)
        if form.saved_by(lambda **written: staying.extend(change(**written))):
            messages.success(request, _("Saved. Whoever it concerns gets a mail."))
            _say_which_stay(request, staying)
            return redirect(group)
    return _form_page(request, form, group)


def _say_which_stay(request, staying):
    if staying:
        days = ", ".join(date_text(timezone.localtime(each.starts_at), "j. F") for each in staying)
        said = ngettext(
            "A meeting of the former plan stays, as it is prepared: %(days)s. Move or cancel it.",
            "Meetings of the former plan stay, as they are prepared: %(days)s. Move or cancel"
            " them.",
            len(staying),
        )
        messages.info(request, said % {"days": days})


def _form_page(request, form, group):
    context = {"form": form, "group": group, "is_new": group._state.adding}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/group_form.html", context, status=status)


@require_POST
def group_end(request: MemberRequest, group_id):
    group = access.own_group_or_404(request, group_id)
    actions.end_group(request.membership, group)
    messages.success(request, _("The group meets no more. What was held stays."))
    return redirect("reflection:group_list")


@require_POST
def member_earlier(request: MemberRequest, group_id):
    group = access.own_group_or_404(request, group_id)
    member = access.leading_member_or_404(group, request.POST.get("member", ""))
    actions.lead_earlier(request.membership, group, member)
    return redirect(group)


@require_GET
def group_calendar(request: MemberRequest, group_id):
    group = access.joined_group_or_404(request, group_id)
    return calendar_answer(group_file(group, request.user), "group.ics")
