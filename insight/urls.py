from django.urls import include, path

app_name = "insight"

urlpatterns = [
    path("", include("insight.office.urls")),
    path("", include("insight.files.urls")),
    path("", include("insight.people.urls")),
]
