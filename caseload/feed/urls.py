from django.urls import path

from caseload.feed import views

urlpatterns = [
    path("calendar/", views.feed, name="feed"),
    path("calendar/renew/", views.feed_renew, name="feed_renew"),
    path("calendar/stop/", views.feed_stop, name="feed_stop"),
    path("feed/calendar.ics", views.feed_calendar, name="feed_calendar"),
]
