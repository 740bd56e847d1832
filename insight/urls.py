from django.urls import include, path

app_name = "insight"

urlpatterns = [
    path("", include("insight.load.urls")),
    path("", include("insight.office.urls")),
    path("", include("insight.files.urls")),
    path("", include("insight.people.urls")),
    path("", include("insight.county.urls")),
    path("", include("insight.weekly.urls")),
    path("", include("insight.oversight.urls")),
]
