from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("people/<int:office>/", views.people, name="people"),
    path("note/", views.note, name="note"),
]
