from django.urls import path

from reflection.private import views

urlpatterns = [
    path("private/", views.private_list, name="private_list"),
    path("private/new/", views.private_create, name="private_create"),
    path("private/prompt/", views.private_prompt, name="private_prompt"),
    path("private/delete/", views.private_delete_all, name="private_delete_all"),
    path("private/all.txt", views.private_text, name="private_text"),
    path("private/all.json", views.private_json, name="private_json"),
    path("private/<uuid:entry_id>/", views.private_edit, name="private_edit"),
    path("private/<uuid:entry_id>/delete/", views.private_delete, name="private_delete"),
]
