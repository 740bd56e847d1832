from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import audit
from accounts.http import MemberRequest
from caseload import access as caseload_access
from mentors import access, actions
from mentors.endings.learnings import kin_of, learnings_at, learnings_like
from mentors.forms import ContactPersonForm, VisitForm, WorkplaceForm
from mentors.models import ContactPerson, Workplace
from mentors.needs.models import WorkplaceNeed

PAGE_SIZE = 50
NEEDS_SHOWN = 5


@require_GET
def workplace_list(request: MemberRequest):
    """The office's memory of workplaces, searched by name or from a wish."""
    if not request.membership.sees_workplaces:
        raise PermissionDenied
    words = " ".join(request.GET.get("q", "").split())[:100]
    workplaces = Workplace.objects.visible_to(request.membership).for_list().matching(words)
    return _workplace_page(request, workplaces, words=words)


@require_GET
def workplace_wish(request: MemberRequest, participant_id):
    """Where what this person wants could be: the wish itself never stands in an address."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    workplaces = Workplace.objects.visible_to(request.membership).for_list()
    wish = f"{participant.wish} {participant.interests}"
    return _workplace_page(request, workplaces.from_wish(wish), participant=participant)


def _workplace_page(request, workplaces, words="", participant=None):
    context = {
        "participant": participant,
        "page": Paginator(workplaces, PAGE_SIZE).get_page(request.GET.get("page")),
        "words": words,
        "needs": WorkplaceNeed.objects.visible_to(request.membership)
        .for_list()
        .open()[:NEEDS_SHOWN],
    }
    template = "_workplace_table.html" if request.htmx else "workplace_list.html"
    return render(request, f"mentors/{template}", context)


@require_GET
def workplace_detail(request: MemberRequest, workplace_id):
    workplace = access.workplace_or_404(request, workplace_id)
    context = {
        "workplace": workplace,
        "people": workplace.people.all(),
        "visits": workplace.visits.select_related("by")[:20],
        "known_by": workplace.known_by.order_by("name"),
        "placed_now": workplace.placements.at_work_now().count(),
        "learnings": learnings_at(workplace),
        "learnings_alike": learnings_like(
            Workplace.objects.visible_to(request.membership), **kin_of(workplace)
        ),
    }
    return render(request, "mentors/workplace_detail.html", context)


@require_http_methods(["GET", "POST"])
def workplace_create(request: MemberRequest):
    if not access.can_change_workplaces(request.membership):
        raise PermissionDenied
    workplace = Workplace(office=request.membership.office)
    return _workplace_form(request, workplace, _("New workplace"))


@require_http_methods(["GET", "POST"])
def workplace_edit(request: MemberRequest, workplace_id):
    workplace = access.own_workplace_or_404(request, workplace_id)
    return _workplace_form(request, workplace, _("Change the workplace"))


def _workplace_form(request, workplace, title):
    form = WorkplaceForm(
        request.POST if request.method == "POST" else None,
        instance=workplace,
        colleagues=request.membership.colleagues,
    )
    if form.is_valid():
        known_by = form.cleaned_data["known_by"]
        actions.save_workplace(request.membership, form.instance, known_by=known_by)
        messages.success(request, _("The workplace is saved."))
        return redirect(form.instance)
    return _form(request, form, title, back=None if workplace._state.adding else workplace)


@require_http_methods(["GET", "POST"])
def visit_create(request: MemberRequest, workplace_id):
    workplace = access.own_workplace_or_404(request, workplace_id)
    form = VisitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.note_visit(request.membership, workplace, **form.cleaned_data)
        messages.success(request, _("The visit is saved."))
        return redirect(workplace)
    return _form(request, form, _("Note a visit"), back=workplace)


@require_http_methods(["GET", "POST"])
def contact_person_create(request: MemberRequest, workplace_id):
    workplace = access.own_workplace_or_404(request, workplace_id)
    person = ContactPerson(workplace=workplace)
    return _contact_person_form(request, person, _("New contact person"))


@require_http_methods(["GET", "POST"])
def contact_person_edit(request: MemberRequest, person_id):
    person = access.contact_person_or_404(request, person_id)
    audit.record(request.membership, "contact_person.show", person)
    return _contact_person_form(request, person, _("Change the contact person"))


def _contact_person_form(request, person, title):
    form = ContactPersonForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_valid():
        actions.save_contact_person(request.membership, form.instance)
        messages.success(request, _("The contact person is saved."))
        return redirect(person.workplace)
    return _form(request, form, title, back=person.workplace)


@require_POST
def contact_person_show(request: MemberRequest, person_id):
    """Phone and e-mail, by a click that is logged. A POST, because it writes to the log."""
    person = access.contact_person_or_404(request, person_id)
    audit.record(request.membership, "contact_person.show", person)
    template = "_contact_details.html" if request.htmx else "contact_person_show.html"
    return render(request, f"mentors/{template}", {"person": person})


def _form(request, form, title, back):
    context = {"form": form, "title": title, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "mentors/form.html", context, status=status)
