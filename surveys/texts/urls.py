from django.urls import path

from surveys.texts import views

QUESTION = "waves/<uuid:answered_id>/review/<str:item>/"

urlpatterns = [
    path("texts/", views.text_list, name="text_list"),
    path(QUESTION, views.text_review, name="text_review"),
    path(QUESTION + "<uuid:text_id>/", views.text_answer, name="text_answer"),
    path(QUESTION + "<uuid:text_id>/approve/", views.text_approve, name="text_approve"),
    path(QUESTION + "<uuid:text_id>/return/", views.text_return, name="text_return"),
]
