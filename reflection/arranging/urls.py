from django.urls import path

from reflection.arranging import views

urlpatterns = [
    path("groups/<uuid:group_id>/meetings/new/", views.meeting_create, name="meeting_create"),
    path("meetings/<uuid:meeting_id>/move/", views.meeting_move, name="meeting_move"),
    path("meetings/<uuid:meeting_id>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("meetings/<uuid:meeting_id>/invite/", views.meeting_invite, name="meeting_invite"),
    path("meetings/<uuid:meeting_id>/answer/", views.meeting_answer, name="meeting_answer"),
    path("meetings/<uuid:meeting_id>/lead/", views.meeting_take_lead, name="meeting_take_lead"),
    path(
        "meetings/<uuid:meeting_id>/hand-lead-on/",
        views.meeting_hand_lead_on,
        name="meeting_hand_lead_on",
    ),
    path("meetings/<uuid:meeting_id>/meeting.ics", views.meeting_calendar, name="meeting_calendar"),
    path(
        "invited/<int:invitee_id>/take-back/",
        views.invitation_take_back,
        name="invitation_take_back",
    ),
]
