from django.urls import path

from surveys.instruments import views

_PART = "instruments/<uuid:instrument_version_id>/<slug:kind>/<str:name>"

urlpatterns = [
    path("instruments/", views.instrument_list, name="instrument_list"),
    path("instruments/new/", views.instrument_create, name="instrument_create"),
    path("instruments/import/", views.instrument_import, name="instrument_import"),
    path("instruments/start/<slug:code>/", views.instrument_start, name="instrument_start"),
    path(
        "instruments/<uuid:instrument_version_id>/",
        views.instrument_detail,
        name="instrument_detail",
    ),
    path(
        "instruments/<uuid:instrument_version_id>/file/",
        views.instrument_file,
        name="instrument_file",
    ),
    path(
        "instruments/<uuid:instrument_version_id>/change/",
        views.instrument_draft,
        name="instrument_draft",
    ),
    path(
        "instruments/<uuid:instrument_version_id>/build/",
        views.instrument_build,
        name="instrument_build",
    ),
    path("instruments/<uuid:instrument_version_id>/head/", views.head_edit, name="head_edit"),
    path(
        "instruments/<uuid:instrument_version_id>/add/<slug:kind>/",
        views.part_add,
        name="part_add",
    ),
    path(f"{_PART}/", views.part_edit, name="part_edit"),
    path(f"{_PART}/move/", views.part_move, name="part_move"),
    path(f"{_PART}/remove/", views.part_remove, name="part_remove"),
]
