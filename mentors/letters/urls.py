from django.urls import path

from mentors.letters import views

urlpatterns = [
    path("mentorships/<uuid:mentorship_id>/mails/", views.mentor_mails, name="mentor_mails"),
    path(
        "mentorships/<uuid:mentorship_id>/mails/link/",
        views.mentor_link_send,
        name="mentor_link_send",
    ),
    path(
        "mentorships/<uuid:mentorship_id>/mails/allow/",
        views.mentor_mails_allow,
        name="mentor_mails_allow",
    ),
    path("participants/<uuid:participant_id>/invitation/", views.invitation, name="invitation"),
    path(
        "participants/<uuid:participant_id>/invitation/withdraw/",
        views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    # Without an account
    path("stop/<str:token>/", views.stop_enter, name="stop_enter"),
    path("stop/mails/<uuid:link_id>/", views.stop, name="stop"),
]
