from django.urls import path

from mentors.start_agreement import views

urlpatterns = [
    path(
        "placements/<uuid:placement_id>/start-agreement/",
        views.start_agreement,
        name="start_agreement",
    ),
    path(
        "placements/<uuid:placement_id>/start-agreement/write/",
        views.start_agreement_write,
        name="start_agreement_write",
    ),
]
