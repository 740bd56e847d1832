from django.urls import path

from insight.oversight import views

urlpatterns = [
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/<uuid:finding_id>/", views.finding, name="finding"),
]
