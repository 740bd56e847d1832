from django.urls import path

from insight.files import views

urlpatterns = [
    path("office.xlsx", views.figures_xlsx, name="figures_xlsx"),
    path("office.pdf", views.report_pdf, name="report_pdf"),
    path("office/<slug:panel>.csv", views.panel_csv, name="panel_csv"),
    path("office/<slug:panel>.xlsx", views.panel_xlsx, name="panel_xlsx"),
]
