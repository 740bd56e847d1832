from django.urls import path

from reflection.conduct import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/conduct/", views.conduct, name="conduct"),
    path("meetings/<uuid:meeting_id>/conduct/state/", views.conduct_state, name="conduct_state"),
    path("meetings/<uuid:meeting_id>/conduct/pause/", views.conduct_pause, name="conduct_pause"),
    path(
        "agenda/<uuid:agenda_item_id>/take-up/",
        views.agenda_item_take_up,
        name="agenda_item_take_up",
    ),
    path("meetings/<uuid:meeting_id>/summary/", views.meeting_summary, name="meeting_summary"),
    path("meetings/<uuid:meeting_id>/end/", views.meeting_end, name="meeting_end"),
    path(
        "meetings/<uuid:meeting_id>/was-there/", views.meeting_was_there, name="meeting_was_there"
    ),
]
