from django.urls import path

from mentors.checkins import views

urlpatterns = [
    path(
        "mentorships/<uuid:mentorship_id>/check-ins/", views.check_in_agree, name="check_in_agree"
    ),
]
