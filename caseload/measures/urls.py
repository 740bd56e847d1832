from django.urls import path

from caseload.measures import views

urlpatterns = [
    path("participants/<uuid:participant_id>/measures/", views.measure_list, name="measure_list"),
    path(
        "participants/<uuid:participant_id>/measures/new/",
        views.measure_create,
        name="measure_create",
    ),
    path("measures/<uuid:measure_id>/edit/", views.measure_edit, name="measure_edit"),
    path("measures/<uuid:measure_id>/extend/", views.measure_extend, name="measure_extend"),
    path("measures/<uuid:measure_id>/shorten/", views.measure_shorten, name="measure_shorten"),
    path("measures/<uuid:measure_id>/end/", views.measure_end, name="measure_end"),
    path("measures/<uuid:measure_id>/job/", views.measure_job, name="measure_job"),
    path(
        "participants/<uuid:participant_id>/income/", views.income_decision, name="income_decision"
    ),
    path(
        "participants/<uuid:participant_id>/mentor-grants/new/",
        views.mentor_grant_create,
        name="mentor_grant_create",
    ),
    path("mentor-grants/<uuid:grant_id>/edit/", views.mentor_grant_edit, name="mentor_grant_edit"),
]
