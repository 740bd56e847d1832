from django.urls import path

from reflection.groups import views

urlpatterns = [
    path("groups/", views.group_list, name="group_list"),
    path("groups/new/", views.group_create, name="group_create"),
    path("groups/<uuid:group_id>/", views.group_detail, name="group_detail"),
    path("groups/<uuid:group_id>/edit/", views.group_edit, name="group_edit"),
    path("groups/<uuid:group_id>/end/", views.group_end, name="group_end"),
    path("groups/<uuid:group_id>/earlier/", views.member_earlier, name="member_earlier"),
    path("groups/<uuid:group_id>/group.ics", views.group_calendar, name="group_calendar"),
]
