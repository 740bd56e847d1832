from django.urls import path

from reflection.sharing import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/share/", views.meeting_share, name="meeting_share"),
    path(
        "meetings/<uuid:meeting_id>/take-back/", views.meeting_take_back, name="meeting_take_back"
    ),
]
