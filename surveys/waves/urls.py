from django.urls import path

from surveys.waves import views

urlpatterns = [
    path("", views.start, name="start"),
    path("waves/new/", views.wave_create, name="wave_create"),
    path("waves/<uuid:wave_id>/", views.wave_detail, name="wave_detail"),
    path("waves/<uuid:wave_id>/edit/", views.wave_edit, name="wave_edit"),
    path("waves/<uuid:wave_id>/drop/", views.wave_drop, name="wave_drop"),
    path("waves/<uuid:wave_id>/open/", views.wave_open, name="wave_open"),
    path("waves/<uuid:wave_id>/close/", views.wave_close, name="wave_close"),
    path("consent-texts/", views.consent_list, name="consent_list"),
    path("consent-texts/new/", views.consent_create, name="consent_create"),
]
