from django.urls import path

from insight.weekly import views

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
]
