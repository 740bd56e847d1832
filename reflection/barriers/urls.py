from django.urls import path

from reflection.barriers import views

urlpatterns = [
    path("barriers/", views.barrier_list, name="barrier_list"),
    path("barriers/new/", views.barrier_raise, name="barrier_raise"),
    path("barriers/headings/", views.barrier_headings, name="barrier_headings"),
    path("barriers/trend/", views.barrier_trend, name="barrier_trend"),
    path("barriers/<uuid:barrier_id>/", views.barrier_detail, name="barrier_detail"),
    path("barriers/<uuid:barrier_id>/edit/", views.barrier_edit, name="barrier_edit"),
    path("barriers/<uuid:barrier_id>/todo/", views.barrier_todo, name="barrier_todo"),
    path(
        "meetings/<uuid:meeting_id>/barriers/new/",
        views.meeting_barrier_raise,
        name="meeting_barrier_raise",
    ),
]
