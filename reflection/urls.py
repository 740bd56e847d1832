from django.urls import include, path

app_name = "reflection"
urlpatterns = [
    path("", include("reflection.meetings.urls")),
    path("", include("reflection.meetings.planning_urls")),
    path("", include("reflection.groups.urls")),
]
