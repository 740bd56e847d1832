from django.urls import path

from insight.people import views

urlpatterns = [
    path("people/<slug:figure>/", views.people, name="people"),
]
