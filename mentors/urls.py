from django.urls import include, path

from mentors.views import contacts, imports, placements, workplaces

app_name = "mentors"
urlpatterns = [
    # Contacts of one participant
    path(
        "participants/<uuid:participant_id>/contacts/new/",
        contacts.contact_create,
        name="contact_create",
    ),
    path("participants/<uuid:participant_id>/row/", contacts.contact_row, name="contact_row"),
    path("participants/<uuid:participant_id>/need/", contacts.need_met, name="need_met"),
    path("participants/<uuid:participant_id>/timeline/", contacts.timeline, name="timeline"),
    path("contacts/<uuid:contact_id>/correct/", contacts.contact_correct, name="contact_correct"),
    path("contacts/<uuid:contact_id>/undo/", contacts.contact_undo, name="contact_undo"),
    # Workplaces and mentors of one participant
    path(
        "participants/<uuid:participant_id>/workplaces/",
        placements.placement_panel,
        name="placement_panel",
    ),
    path(
        "participants/<uuid:participant_id>/workplaces/new/",
        placements.placement_create,
        name="placement_create",
    ),
    path(
        "placements/<uuid:placement_id>/mentors/new/",
        placements.mentorship_create,
        name="mentorship_create",
    ),
    path("mentorships/<uuid:mentorship_id>/end/", placements.mentorship_end, name="mentorship_end"),
    path(
        "participants/<uuid:participant_id>/workplaces/from-wish/",
        workplaces.workplace_wish,
        name="workplace_wish",
    ),
    path("", include("mentors.endings.urls")),
    path("", include("mentors.support.urls")),
    path("", include("mentors.needs.urls")),
    path("", include("mentors.letters.urls")),
    path("", include("mentors.checkins.urls")),
    path("", include("mentors.closing.urls")),
    path("", include("mentors.calls.urls")),
    # The office's memory of workplaces
    path("workplaces/", workplaces.workplace_list, name="workplace_list"),
    path("workplaces/new/", workplaces.workplace_create, name="workplace_create"),
    path("workplaces/<uuid:workplace_id>/", workplaces.workplace_detail, name="workplace_detail"),
    path("workplaces/<uuid:workplace_id>/edit/", workplaces.workplace_edit, name="workplace_edit"),
    path(
        "workplaces/<uuid:workplace_id>/visits/new/", workplaces.visit_create, name="visit_create"
    ),
    path(
        "workplaces/<uuid:workplace_id>/people/new/",
        workplaces.contact_person_create,
        name="contact_person_create",
    ),
    path(
        "contact-persons/<uuid:person_id>/edit/",
        workplaces.contact_person_edit,
        name="contact_person_edit",
    ),
    path(
        "contact-persons/<uuid:person_id>/show/",
        workplaces.contact_person_show,
        name="contact_person_show",
    ),
    path("", include("mentors.start_agreement.urls")),
    # Caseloads from spreadsheets
    path("imports/", imports.import_list, name="import_list"),
    path("imports/template.<slug:kind>", imports.import_template, name="import_template"),
    path("imports/<uuid:import_id>/columns/", imports.import_mapping, name="import_mapping"),
    path("imports/<uuid:import_id>/", imports.import_preview, name="import_preview"),
    path("imports/<uuid:import_id>/start/", imports.import_start, name="import_start"),
    path("imports/<uuid:import_id>/forget/", imports.import_forget, name="import_forget"),
]
