from django.urls import include, path

app_name = "reflection"
urlpatterns = [
    path("", include("reflection.meetings.urls")),
    path("", include("reflection.groups.urls")),
    path("", include("reflection.notes.urls")),
]
