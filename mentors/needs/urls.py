from django.urls import path

from mentors.needs import views

urlpatterns = [
    path("needs/", views.workplace_need_list, name="workplace_need_list"),
    path("needs/new/", views.workplace_need_create, name="workplace_need_create"),
    path("needs/<uuid:need_id>/", views.workplace_need_detail, name="workplace_need_detail"),
    path("needs/<uuid:need_id>/close/", views.workplace_need_close, name="workplace_need_close"),
    path(
        "participants/<uuid:participant_id>/needs/new/",
        views.participant_need_create,
        name="participant_need_create",
    ),
]
