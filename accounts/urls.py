from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("membership/", views.switch_membership, name="switch_membership"),
    path("demo-sign-in/", views.demo_sign_in, name="demo_sign_in"),
]
