from django.urls import include, path

from caseload.views import bench, colleagues, follow_up, participants

app_name = "caseload"
urlpatterns = [
    path("", include("caseload.agreements.urls")),
    path("", include("caseload.review.urls")),
    path("bench/", bench.workbench, name="workbench"),
    path("bench/office/", bench.office_bench, name="office_bench"),
    path("bench/search/", bench.bench_search, name="bench_search"),
    path("bench/waiting/", bench.notice_list, name="notice_list"),
    path("participants/new/", participants.participant_create, name="participant_create"),
    path(
        "participants/<uuid:participant_id>/",
        participants.participant_detail,
        name="participant_detail",
    ),
    path(
        "participants/<uuid:participant_id>/edit/",
        participants.participant_edit,
        name="participant_edit",
    ),
    path(
        "participants/<uuid:participant_id>/end/",
        participants.participant_end,
        name="participant_end",
    ),
    path(
        "participants/<uuid:participant_id>/reopen/",
        participants.participant_reopen,
        name="participant_reopen",
    ),
    path(
        "participants/<uuid:participant_id>/appointment.ics",
        participants.appointment,
        name="appointment",
    ),
    path(
        "participants/<uuid:participant_id>/closer-follow-up/",
        follow_up.closer_follow_up,
        name="closer_follow_up",
    ),
    path(
        "participants/<uuid:participant_id>/closer-follow-up/end/",
        follow_up.closer_follow_up_end,
        name="closer_follow_up_end",
    ),
    path("participants/<uuid:participant_id>/not-now/", follow_up.not_now, name="not_now"),
    path(
        "participants/<uuid:participant_id>/next-contact/",
        follow_up.next_contact,
        name="next_contact",
    ),
    path(
        "participants/<uuid:participant_id>/followers/new/",
        colleagues.follower_add,
        name="follower_add",
    ),
    path(
        "followers/<uuid:follower_id>/remove/",
        colleagues.follower_remove,
        name="follower_remove",
    ),
    path("stand-ins/", colleagues.stand_in_list, name="stand_in_list"),
    path(
        "stand-ins/<uuid:stand_in_id>/cancel/",
        colleagues.stand_in_cancel,
        name="stand_in_cancel",
    ),
    path("", include("caseload.handover.urls")),
    path("", include("caseload.measures.urls")),
    path("", include("caseload.plan.urls")),
    path("", include("caseload.consent.urls")),
    path("", include("caseload.with_reason.urls")),
    path("", include("caseload.todos.urls")),
    path("", include("caseload.network.urls")),
    path("", include("caseload.feed.urls")),
]
