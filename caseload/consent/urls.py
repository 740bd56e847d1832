from django.urls import path

from caseload.consent import views

urlpatterns = [
    path("participants/<uuid:participant_id>/consent/", views.consent_list, name="consent_list"),
    path(
        "participants/<uuid:participant_id>/consent/new/",
        views.consent_record,
        name="consent_record",
    ),
    path(
        "participants/<uuid:participant_id>/consent/at-the-workplace/",
        views.consent_told,
        name="consent_told",
    ),
    path("consents/<uuid:consent_id>/withdraw/", views.consent_withdraw, name="consent_withdraw"),
]
