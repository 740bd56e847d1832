from django.urls import path

from reflection.agenda import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/theme/", views.meeting_theme, name="meeting_theme"),
    path("meetings/<uuid:meeting_id>/case/", views.agenda_case_add, name="agenda_case_add"),
    path("meetings/<uuid:meeting_id>/other/", views.agenda_other_add, name="agenda_other_add"),
    path("agenda/<uuid:agenda_item_id>/edit/", views.agenda_item_edit, name="agenda_item_edit"),
    path("agenda/<uuid:agenda_item_id>/notes/", views.agenda_item_notes, name="agenda_item_notes"),
    path("agenda/<uuid:agenda_item_id>/move/", views.agenda_item_move, name="agenda_item_move"),
    path(
        "agenda/<uuid:agenda_item_id>/remove/",
        views.agenda_item_remove,
        name="agenda_item_remove",
    ),
]
