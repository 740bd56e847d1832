"""Included in the app's urls, so in its namespace."""

from django.urls import path

from caseload.agreements import views

urlpatterns = [
    path("agreements/", views.agreement_list, name="agreement_list"),
    path("agreements/new/", views.agreement_create, name="agreement_create"),
    path("agreements/ask/", views.room_ask, name="room_ask"),
    path(
        "agreements/requests/<uuid:request_id>/settle/",
        views.room_request_settle,
        name="room_request_settle",
    ),
    path("agreements/<uuid:agreement_id>/", views.agreement_detail, name="agreement_detail"),
    path("agreements/<uuid:agreement_id>/edit/", views.agreement_edit, name="agreement_edit"),
    path("agreements/<uuid:agreement_id>/renew/", views.agreement_renew, name="agreement_renew"),
    path("agreements/<uuid:agreement_id>/end/", views.agreement_end, name="agreement_end"),
]
