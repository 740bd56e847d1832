from django.urls import path

from caseload.network import views

urlpatterns = [
    path(
        "participants/<uuid:participant_id>/network/",
        views.connection_list,
        name="connection_list",
    ),
    path(
        "participants/<uuid:participant_id>/network/nav/",
        views.connection_create_internal,
        name="connection_create_internal",
    ),
    path(
        "participants/<uuid:participant_id>/network/others/",
        views.connection_create_external,
        name="connection_create_external",
    ),
    path("connections/<uuid:connection_id>/edit/", views.connection_edit, name="connection_edit"),
    path("connections/<uuid:connection_id>/end/", views.connection_end, name="connection_end"),
    path("connected/", views.connected_list, name="connected_list"),
    path("connected/<uuid:connection_id>/", views.connected_person, name="connected_person"),
]
