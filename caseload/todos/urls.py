from django.urls import path

from caseload.todos import views

urlpatterns = [
    path("todos/", views.todo_list, name="todo_list"),
    path("todos/new/", views.todo_create, name="todo_create"),
    path("todos/<uuid:todo_id>/", views.todo_finish, name="todo_finish"),
    path("todos/<uuid:todo_id>/drop/", views.todo_drop, name="todo_drop"),
    path("todos/<uuid:todo_id>/hand/", views.todo_hand, name="todo_hand"),
    path("participants/<uuid:participant_id>/todos/", views.todo_panel, name="todo_panel"),
    path(
        "participants/<uuid:participant_id>/todos/new/",
        views.participant_todo_create,
        name="participant_todo_create",
    ),
]
