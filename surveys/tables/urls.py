from django.urls import path

from surveys.tables import views

urlpatterns = [
    path("tables/", views.table_list, name="table_list"),
    path("tables/new/", views.table_create, name="table_create"),
    path("tables/show/", views.table_show, name="table_show"),
    path("tables/save/", views.table_save, name="table_save"),
    path("tables/table.csv", views.table_csv, name="table_csv"),
    path("tables/table.xlsx", views.table_xlsx, name="table_xlsx"),
    path("tables/<uuid:table_id>/", views.saved_table, name="saved_table"),
    path("tables/<uuid:table_id>/rename/", views.saved_table_rename, name="saved_table_rename"),
    path("tables/<uuid:table_id>/delete/", views.saved_table_delete, name="saved_table_delete"),
    path("waves/<uuid:answered_id>/texts/<str:item>/", views.table_texts, name="table_texts"),
]
