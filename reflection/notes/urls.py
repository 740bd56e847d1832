from django.urls import path

from reflection.notes.views import handed, notes, sections

NOTE = "notes/<uuid:note_id>/"
SECTION = "note-sections/<uuid:section_id>/"
urlpatterns = [
    path("notes/", notes.note_list, name="note_list"),
    path("notes/new/", notes.note_create, name="note_create"),
    path(NOTE, notes.note_detail, name="note_detail"),
    path(f"{NOTE}read/", notes.note_read, name="note_read"),
    path(f"{NOTE}pdf/", notes.note_pdf, name="note_pdf"),
    path(f"{NOTE}writers/", notes.note_writers, name="note_writers"),
    path(f"{NOTE}headings/", notes.note_arrange, name="note_arrange"),
    path(f"{NOTE}open/", notes.note_reopen, name="note_reopen"),
    path(f"{NOTE}news/", sections.note_news, name="note_news"),
    path(f"{NOTE}agree/", sections.note_agree, name="note_agree"),
    path(f"{NOTE}hand-over/", handed.note_hand_over, name="note_hand_over"),
    path(f"{NOTE}take-back/", handed.note_take_back, name="note_take_back"),
    path(f"{SECTION}save/", sections.note_section_save, name="note_section_save"),
    path(f"{SECTION}versions/", sections.note_versions, name="note_versions"),
    path("note-versions/<uuid:version_id>/", sections.note_version, name="note_version"),
    path(
        "note-versions/<uuid:version_id>/bring-back/",
        sections.note_bring_back,
        name="note_bring_back",
    ),
    path("note-side-by-side/<uuid:side_id>/tidy/", sections.note_tidy, name="note_tidy"),
    path("handed-notes/", handed.handed_list, name="handed_list"),
    path("handed-notes/<uuid:handed_id>/", handed.handed_detail, name="handed_detail"),
    path("handed-notes/<uuid:handed_id>/pdf/", handed.handed_pdf, name="handed_pdf"),
]
