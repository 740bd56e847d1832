from django.urls import path

from surveys.answering import views

# None of them belongs to an account, and none stands in a log: see hybridnav/logs.py.
urlpatterns = [
    path("a/<str:token>/", views.enter, name="enter"),
    path("code/", views.code, name="code"),
    path("answer/thanks/", views.answer_thanks, name="answer_thanks"),
    path("answer/<uuid:wave_id>/", views.answer, name="answer"),
]
