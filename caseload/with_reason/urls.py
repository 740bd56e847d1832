from django.urls import path

from caseload.with_reason import views

urlpatterns = [
    path("look-up/", views.look_up, name="look_up"),
    path("look-up/opened/", views.opening_list, name="opening_list"),
    path("look-up/opened/<uuid:opening_id>/end/", views.opening_end, name="opening_end"),
    path(
        "participants/<uuid:participant_id>/reason/",
        views.participant_reason,
        name="participant_reason",
    ),
]
