from django.urls import include, path

app_name = "surveys"

urlpatterns = [
    path("", include("surveys.waves.urls")),
    path("", include("surveys.instruments.urls")),
    path("", include("surveys.invitations.urls")),
    path("", include("surveys.by_mail.urls")),
    path("", include("surveys.tables.urls")),
    path("", include("surveys.answering.urls")),
    path("", include("surveys.releases.urls")),
    path("", include("surveys.texts.urls")),
    path("", include("surveys.ledger.urls")),
]
