from django.urls import include, path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notification_list, name="notification_list"),
    path("bell/", views.bell, name="bell"),
    path("seen/", views.notifications_seen, name="notifications_seen"),
    path("<uuid:notification_id>/read/", views.notification_read, name="notification_read"),
    path("<uuid:notification_id>/away/", views.notification_away, name="notification_away"),
    path("<uuid:notification_id>/back/", views.notification_back, name="notification_back"),
    path("", include("notifications.operations.urls")),
    path("", include("notifications.mailbox.urls")),
]
