from django.urls import path

from reflection.panel import views

urlpatterns = [
    path("panel/", views.office_panel, name="office_panel"),
    path("panel/county/", views.county_panel, name="county_panel"),
]
