from django.urls import path

from mentors.endings import views

urlpatterns = [
    path("placements/<uuid:placement_id>/end/", views.placement_end, name="placement_end"),
    path(
        "participants/<uuid:participant_id>/learnings/",
        views.participant_learnings,
        name="participant_learnings",
    ),
]
