from django.urls import path

from surveys.releases import views

urlpatterns = [
    path("releases/", views.release_list, name="release_list"),
    path("shown/", views.shown_list, name="shown_list"),
    path("releases/new/", views.release_create, name="release_create"),
    path("releases/<uuid:release_id>/", views.release_detail, name="release_detail"),
    path("releases/<uuid:release_id>/edit/", views.release_edit, name="release_edit"),
    path("releases/<uuid:release_id>/milder/", views.release_milder, name="release_milder"),
    path("releases/<uuid:release_id>/again/", views.release_again, name="release_again"),
    path("releases/<uuid:release_id>/ask/", views.release_ask, name="release_ask"),
    path(
        "releases/<uuid:release_id>/take-back/", views.release_take_back, name="release_take_back"
    ),
    path("releases/<uuid:release_id>/decide/", views.release_decide, name="release_decide"),
    path("releases/<uuid:release_id>/build/", views.release_build, name="release_build"),
    path("releases/<uuid:release_id>/file/", views.release_file, name="release_file"),
]
