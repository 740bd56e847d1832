from django.urls import path

from insight.county import views

urlpatterns = [
    path("county/", views.county, name="county"),
    path("county/<int:year>/<int:half>/", views.county_half_year, name="county_half_year"),
]
