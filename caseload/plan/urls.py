from django.urls import path

from caseload.plan import views

urlpatterns = [
    path("participants/<uuid:participant_id>/plan/", views.plan, name="plan"),
    path(
        "participants/<uuid:participant_id>/plan/goals/new/",
        views.goal_create,
        name="goal_create",
    ),
    path("goals/<uuid:goal_id>/edit/", views.goal_edit, name="goal_edit"),
    path("goals/<uuid:goal_id>/close/", views.goal_close, name="goal_close"),
    path("goals/<uuid:goal_id>/reopen/", views.goal_reopen, name="goal_reopen"),
    path("goals/<uuid:goal_id>/steps/new/", views.step_create, name="step_create"),
    path("steps/<uuid:step_id>/edit/", views.step_edit, name="step_edit"),
    path("steps/<uuid:step_id>/drop/", views.step_drop, name="step_drop"),
    path("steps/<uuid:step_id>/done/", views.step_done, name="step_done"),
    path("steps/<uuid:step_id>/reopen/", views.step_reopen, name="step_reopen"),
    path(
        "participants/<uuid:participant_id>/plan/outside-work/new/",
        views.hindrance_create,
        name="hindrance_create",
    ),
    path("outside-work/<uuid:hindrance_id>/edit/", views.hindrance_edit, name="hindrance_edit"),
    path(
        "outside-work/<uuid:hindrance_id>/settle/", views.hindrance_settle, name="hindrance_settle"
    ),
    path(
        "outside-work/<uuid:hindrance_id>/remove/", views.hindrance_remove, name="hindrance_remove"
    ),
]
