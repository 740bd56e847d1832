from django.urls import path

from surveys.invitations import views

urlpatterns = [
    path("codes/", views.code_list, name="code_list"),
    path("codes/<uuid:wave_id>/", views.code_detail, name="code_detail"),
    path("codes/<uuid:wave_id>/sheet/", views.code_sheet, name="code_sheet"),
    path("codes/<uuid:wave_id>/message/", views.code_message, name="code_message"),
    path("codes/<uuid:wave_id>/handed-out/", views.code_handed_out, name="code_handed_out"),
    path("codes/<uuid:wave_id>/reminder/", views.code_reminder, name="code_reminder"),
]
