from django.urls import path

from insight.load import views

urlpatterns = [
    path("load/", views.load, name="load"),
]
