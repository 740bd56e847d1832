from django.urls import path

from notifications.mailbox import views

urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<slug:kept_id>/", views.mailbox_mail, name="mailbox_mail"),
    path("mailbox/<slug:kept_id>/html/", views.mailbox_html, name="mailbox_html"),
    path(
        "mailbox/<slug:kept_id>/attachments/<int:number>/",
        views.mailbox_attachment,
        name="mailbox_attachment",
    ),
]
