from django.urls import path

from reflection.onboarding import views

urlpatterns = [
    path("onboarding/", views.onboarding_list, name="onboarding_list"),
    path("onboarding/new/", views.onboarding_start, name="onboarding_start"),
    path("onboarding/office-steps/", views.office_steps, name="office_steps"),
    path(
        "onboarding/office-steps/<uuid:office_step_id>/drop/",
        views.office_step_drop,
        name="office_step_drop",
    ),
    path("onboarding/<uuid:path_id>/", views.onboarding_detail, name="onboarding_detail"),
    path("onboarding/<uuid:path_id>/buddy/", views.onboarding_buddy, name="onboarding_buddy"),
    path("onboarding/<uuid:path_id>/end/", views.onboarding_end, name="onboarding_end"),
    path("onboarding/steps/<uuid:path_step_id>/", views.path_step, name="path_step"),
    path(
        "onboarding/steps/<uuid:path_step_id>/undo/",
        views.path_step_undo,
        name="path_step_undo",
    ),
]
