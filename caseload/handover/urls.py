from django.urls import path

from caseload.handover import views

urlpatterns = [
    path("handovers/", views.handover_list, name="handover_list"),
    path("handovers/new/", views.handover_create, name="handover_create"),
    path("handovers/<uuid:handover_id>/", views.handover_receipt, name="handover_receipt"),
    path("handovers/<uuid:handover_id>/answer/", views.handover_answer, name="handover_answer"),
    path(
        "handovers/<uuid:handover_id>/take-back/",
        views.handover_take_back,
        name="handover_take_back",
    ),
    path("handovers/people/<uuid:handed_over_id>/", views.handover_offer, name="handover_offer"),
    path(
        "handovers/people/<uuid:handed_over_id>/read/",
        views.handover_read_return,
        name="handover_read_return",
    ),
    path("participants/<uuid:participant_id>/mentor-told/", views.mentor_told, name="mentor_told"),
]
