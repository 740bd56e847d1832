from django.urls import path

from reflection.agreed import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/agreed/new/", views.agreed_create, name="agreed_create"),
    path("agreed/<uuid:agreed_id>/", views.agreed_detail, name="agreed_detail"),
    path("agreed/<uuid:agreed_id>/edit/", views.agreed_edit, name="agreed_edit"),
    path("agreed/<uuid:agreed_id>/finish/", views.agreed_finish, name="agreed_finish"),
    path("agreed/<uuid:agreed_id>/carry/", views.agreed_carry, name="agreed_carry"),
    path("agreed/<uuid:agreed_id>/drop/", views.agreed_drop, name="agreed_drop"),
]
