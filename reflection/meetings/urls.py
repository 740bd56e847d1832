from django.urls import path

from reflection.meetings import views

urlpatterns = [
    path("", views.meeting_list, name="meeting_list"),
    path("meetings/<uuid:meeting_id>/", views.meeting_detail, name="meeting_detail"),
]
