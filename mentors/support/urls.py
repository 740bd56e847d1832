from django.urls import path

from mentors.support import views

urlpatterns = [
    path(
        "placements/<uuid:placement_id>/mentor-needs/new/",
        views.mentor_need_create,
        name="mentor_need_create",
    ),
]
