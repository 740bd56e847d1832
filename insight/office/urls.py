from django.urls import path

from insight.office import views

urlpatterns = [
    path("office/", views.office_dashboard, name="office_dashboard"),
]
