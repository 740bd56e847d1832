from django.urls import path

from surveys.by_mail import views

urlpatterns = [
    path("contacts/<uuid:person_id>/consent/", views.contact_consent, name="contact_consent"),
    path(
        "contacts/<uuid:person_id>/consent/withdraw/",
        views.contact_consent_withdraw,
        name="contact_consent_withdraw",
    ),
]
