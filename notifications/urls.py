from django.urls import include, path

app_name = "notifications"
urlpatterns = [
    path("", include("notifications.operations.urls")),
    path("", include("notifications.mailbox.urls")),
]
