from django.urls import path

from reflection.groups import views

urlpatterns = [
    path("groups/<uuid:group_id>/", views.group_detail, name="group_detail"),
]
