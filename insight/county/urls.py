from django.urls import path

from insight.county import views

urlpatterns = [
    path("county/", views.county, name="county"),
    path("county/<slug:half>/", views.county_half_year, name="county_half_year"),
]
