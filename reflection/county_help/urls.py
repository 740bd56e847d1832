from django.urls import path

from reflection.county_help import views

urlpatterns = [
    path("county-help/", views.county_help_list, name="county_help_list"),
    path("county-help/ask/", views.county_help_ask, name="county_help_ask"),
    path("county-help/<uuid:help_id>/", views.county_help_detail, name="county_help_detail"),
    path("county-help/<uuid:help_id>/answer/", views.county_help_answer, name="county_help_answer"),
    path("county-help/<uuid:help_id>/take/", views.county_help_take, name="county_help_take"),
    path(
        "county-help/<uuid:help_id>/take-back/",
        views.county_help_take_back,
        name="county_help_take_back",
    ),
]
