from django.urls import path

from reflection.learning import views

urlpatterns = [
    path("learning/", views.learning_list, name="learning_list"),
    path("learning/search/", views.learning_search, name="learning_search"),
    path("learning/similar/", views.learning_similar, name="learning_similar"),
    path("learning/new/", views.learning_create, name="learning_create"),
    path(
        "meetings/<uuid:meeting_id>/learning/new/",
        views.meeting_learning_create,
        name="meeting_learning_create",
    ),
    path("learning/<uuid:learning_id>/", views.learning_detail, name="learning_detail"),
    path("learning/<uuid:learning_id>/edit/", views.learning_edit, name="learning_edit"),
    path("learning/<uuid:learning_id>/share/", views.learning_share, name="learning_share"),
    path(
        "learning/<uuid:learning_id>/withdraw/", views.learning_withdraw, name="learning_withdraw"
    ),
]
