from django.urls import include, path

app_name = "reflection"
urlpatterns = [
    path("", include("reflection.meetings.urls")),
    path("", include("reflection.arranging.urls")),
    path("", include("reflection.groups.urls")),
    path("", include("reflection.learning.urls")),
    path("", include("reflection.methods.urls")),
    path("", include("reflection.barriers.urls")),
    path("", include("reflection.county_help.urls")),
    path("", include("reflection.onboarding.urls")),
    path("", include("reflection.agreed.urls")),
    path("", include("reflection.panel.urls")),
    path("", include("reflection.private.urls")),
    path("", include("reflection.notes.urls")),
    path("", include("reflection.agenda.urls")),
    path("", include("reflection.conduct.urls")),
    path("", include("reflection.sharing.urls")),
]
