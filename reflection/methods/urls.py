from django.urls import path

from reflection.methods import views

urlpatterns = [
    path("methods/", views.method_list, name="method_list"),
    path("methods/new/", views.method_create, name="method_create"),
    path("methods/<slug:method_code>/", views.method_detail, name="method_detail"),
    path("methods/<slug:method_code>/edit/", views.method_edit, name="method_edit"),
    path("methods/<slug:method_code>/reset/", views.method_reset, name="method_reset"),
    path("methods/<slug:method_code>/hide/", views.method_hide, name="method_hide"),
]
