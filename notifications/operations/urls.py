from django.urls import path

from notifications.operations import views

urlpatterns = [
    path("operations/", views.operations, name="operations"),
    path("operations/retry/", views.mail_retry_all, name="mail_retry_all"),
    path("operations/mails/<uuid:mail_id>/retry/", views.mail_retry, name="mail_retry"),
]
