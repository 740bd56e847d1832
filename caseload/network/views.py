from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.network import access, actions
from caseload.network.forms import ExternalConnectionForm, InternalConnectionForm
from caseload.network.models import Connection
from caseload.views.pages import form_page

PAGE_SIZE = 50


@require_GET
def connection_list(request: MemberRequest, participant_id):
    """Everybody around one person, and who does what."""
    participant = caseload_access.participant_or_404(
        request, participant_id, shown="connections.open"
    )
    connections = list(participant.connections.for_list())
    current = [each for each in connections if each.until is None]
    context = {
        "participant": participant,
        "can_change": caseload_access.can_change(request.membership, participant),
        "followers": participant.followers.select_related("user").order_by("user__name"),
        "internal": [each for each in current if each.is_internal],
        "external": [each for each in current if not each.is_internal],
        "earlier": [each for each in reversed(connections) if each.until],
    }
    return render(request, "caseload/connection_list.html", context)


@require_http_methods(["GET", "POST"])
def connection_create_internal(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    connection = Connection(participant=participant)
    return _create(request, _internal_form(request, connection), _("Somebody at Nav"))


@require_http_methods(["GET", "POST"])
def connection_create_external(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    connection = Connection(participant=participant)
    return _create(request, _external_form(request, connection), _("Somebody outside Nav"))


def _create(request, form, title):
    participant = form.instance.participant
    if form.is_valid():
        actions.connect(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("caseload:connection_list", participant.pk)
    return form_page(request, participant, form, title)


@require_http_methods(["GET", "POST"])
def connection_edit(request: MemberRequest, connection_id):
    connection = access.own_connection_or_404(request, connection_id)
    make_form = _internal_form if connection.is_internal else _external_form
    form = make_form(request, connection)
    participant = connection.participant
    if form.is_valid():
        actions.change_connection(request.membership, connection, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("caseload:connection_list", participant.pk)
    return form_page(request, participant, form, _("Change the helper"))


def _internal_form(request, connection):
    users = access.who_can_be_connected(request.membership, connection)
    data = request.POST if request.method == "POST" else None
    return InternalConnectionForm(data, instance=connection, users=users)


def _external_form(request, connection):
    data = request.POST if request.method == "POST" else None
    return ExternalConnectionForm(data, instance=connection)


@require_POST
def connection_end(request: MemberRequest, connection_id):
    connection = access.own_connection_or_404(request, connection_id)
    actions.end_connection(request.membership, connection)
    messages.success(request, _("Saved."))
    return redirect("caseload:connection_list", connection.participant_id)


@require_GET
def connected_list(request: MemberRequest):
    """The people a liaison is connected to, masked."""
    access.refuse_who_is_not_connected(request.membership)
    connections = Connection.objects.visible_to(request.membership).for_list()
    by_name = connections.order_by("participant__sort_key", "pk")
    page = Paginator(by_name, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = [
        (connection, access.shown_to_liaison(connection.participant)) for connection in page
    ]
    return render(request, "caseload/connected_list.html", {"page": page})


@require_GET
def connected_person(request: MemberRequest, connection_id):
    """One person as a connected liaison sees her: name, phase, wish and workplace."""
    connection = access.connection_of_liaison_or_404(request, connection_id)
    context = {"connection": connection, "shown": access.shown_to_liaison(connection.participant)}
    return render(request, "caseload/connected_person.html", context)
