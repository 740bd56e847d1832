from django.urls import include, path

app_name = "reflection"
urlpatterns = [
    path("", include("reflection.meetings.urls")),
    path("", include("reflection.groups.urls")),
    path("", include("reflection.agenda.urls")),
    path("", include("reflection.conduct.urls")),
    path("", include("reflection.sharing.urls")),
]
