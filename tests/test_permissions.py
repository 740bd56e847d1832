"""Who gets what from every page. A new page fails here until somebody has decided.

404, not 403, for who must not learn that something exists; 403 where the role may not; a leader
without a reason gets 403 with the page that asks for it.
"""

import uuid
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from caseload.agreements.actions import ask_for_room
from caseload.models import Follower, Handover, StandIn
from insight.county.halves import Half
from mentors.models import MentorRelation, Placement
from notifications import links
from reflection.onboarding.actions import add_office_step
from surveys.instruments.actions import take_in
from tests.factories import (
    make_agenda_item,
    make_agreed,
    make_agreed_note,
    make_agreement,
    make_barrier,
    make_connection,
    make_consent,
    make_contact,
    make_failed_mail,
    make_goal,
    make_half_year,
    make_help,
    make_hindrance,
    make_import,
    make_learning,
    make_measure,
    make_meeting,
    make_mentor_grant,
    make_method,
    make_need,
    make_note,
    make_notification,
    make_opening,
    make_path,
    make_placement,
    make_private_entry,
    make_questionnaire,
    make_review,
    make_start_agreement,
    make_step,
    make_todo,
    make_wave,
)
from tests.surveys.answered import make_answered, make_saved_table

CAST = ["ada", "bo", "lars", "mia", "kari", "fia", "pia", "olav", "tor", "liv"]

# Blid Lampe is in Ada's caseload at Fjordby; the workplace, its mentor and the contact are hers.
# fmt: off
EXPECTED = {
    #                                 ada  bo   lars mia  kari fia  pia  olav tor  liv
    "start":                         (302, 302, 302, 302, 302, 302, 302, 302, 302, 302),
    "accounts:settings":             (200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "news":                          (200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "notifications:operations":      (403, 403, 403, 403, 403, 403, 403, 200, 403, 403),
    "notifications:mailbox":         (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:mailbox_mail":    (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:mailbox_html":    (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:mailbox_attachment": (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:feed":                 (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:feed_calendar":        (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:notification_list": (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "notifications:bell":            (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "caseload:workbench":            (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:office_bench":         (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "caseload:notice_list":          (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "caseload:participant_create":   (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:participant_detail":   (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:participant_edit":     (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:participant_end":      (302, 404, 302, 404, 404, 404, 404, 404, 404, 404),
    "caseload:participant_reason":   (302, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "caseload:look_up":              (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "caseload:opening_list":         (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "caseload:appointment":          (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:closer_follow_up":     (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:closer_follow_up_end": (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:not_now":              (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:next_contact":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:follower_add":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:stand_in_list":        (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:handover_list":        (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "caseload:handover_create":      (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "caseload:handover_receipt":     (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:handover_offer":       (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:plan":                (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:goal_create":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:goal_edit":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:goal_close":          (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:step_create":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:step_edit":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:step_drop":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:hindrance_create":    (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:hindrance_edit":      (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_list":        (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_create":      (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_edit":        (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_extend":      (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_shorten":     (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_end":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:measure_job":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:income_decision":     (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:mentor_grant_create": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:mentor_grant_edit":   (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:consent_list":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:consent_record":       (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:consent_told":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:agreement_list":       (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "caseload:agreement_create":     (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "caseload:agreement_detail":     (200, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "caseload:agreement_edit":       (403, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "caseload:portfolio_review":     (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:review_detail":        (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:review_invite":        (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:review_item":          (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:todo_list":            (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "caseload:todo_create":          (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "caseload:todo_finish":          (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:todo_drop":            (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:todo_hand":            (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:todo_panel":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:participant_todo_create": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:connection_list":      (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:connection_create_internal": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:connection_create_external": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:connection_edit":      (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:connected_list":       (403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
    "caseload:connected_person":     (403, 403, 403, 404, 403, 403, 403, 403, 403, 403),
    # A meeting of Ada's and Bo's reflection group, planned and not shared.
    "reflection:meeting_list":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:meeting_detail":     (200, 200, 200, 404, 404, 404, 404, 404, 404, 404),
    "reflection:group_detail":       (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    # Written from that meeting by Ada, who was there; nobody has shared it.
    "reflection:learning_list":      (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:learning_similar":   (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:learning_create":    (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:meeting_learning_create": (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:learning_detail":    (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:learning_edit":      (200, 403, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:learning_share":     (200, 403, 404, 404, 404, 404, 404, 404, 404, 404),
    # A shipped method that Nav Fjordby has changed; to other offices it is as it was shipped.
    "reflection:method_list":        (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:method_detail":      (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:method_create":      (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:method_edit":        (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:method_reset":       (200, 200, 200, 200, 403, 403, 403, 403, 302, 302),
    "reflection:barrier_list":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:barrier_raise":      (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:barrier_headings":   (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:barrier_trend":      (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:barrier_detail":     (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "reflection:barrier_edit":       (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "reflection:barrier_todo":       (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_barrier_raise": (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    # Ada is new, and has no buddy.
    "reflection:onboarding_list":    (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "reflection:onboarding_start":   (200, 200, 200, 403, 403, 403, 403, 403, 200, 200),
    "reflection:onboarding_detail":  (200, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "reflection:onboarding_buddy":   (200, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "reflection:onboarding_end":     (200, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    "reflection:path_step":          (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:office_steps":       (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "reflection:agreed_create":      (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agreed_detail":      (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agreed_edit":        (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agreed_finish":      (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agreed_carry":       (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agreed_drop":        (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    # Asked by Lars, who leads Nav Fjordby; Ada is told nothing of it.
    "reflection:county_help_list":  (403, 403, 200, 403, 200, 403, 403, 403, 403, 200),
    "reflection:county_help_ask":   (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "reflection:county_help_detail": (404, 404, 200, 404, 200, 404, 404, 404, 404, 404),
    # A wave Fia is preparing. Codes are for local contacts: see tests/surveys/test_codes.py.
    "surveys:start":                (403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "surveys:wave_create":          (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:wave_detail":          (404, 404, 404, 404, 404, 200, 200, 404, 404, 404),
    "surveys:wave_edit":            (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:wave_open":            (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:wave_close":           (404, 404, 404, 404, 404, 302, 302, 404, 404, 404),
    "surveys:consent_list":         (403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "surveys:consent_create":       (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:contact_consent":      (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    # Exact counts are for researchers. Fia has saved a table; there is no file of no questions.
    "surveys:table_list":           (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:table_create":         (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:table_show":           (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:table_csv":            (403, 403, 403, 403, 403, 404, 403, 403, 403, 403),
    "surveys:table_xlsx":           (403, 403, 403, 403, 403, 404, 403, 403, 403, 403),
    "surveys:table_texts":          (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:saved_table":          (404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "surveys:saved_table_rename":   (404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "surveys:saved_table_delete":   (404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "surveys:instrument_list":      (403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "surveys:instrument_create":    (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:instrument_import":    (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "surveys:instrument_detail":    (404, 404, 404, 404, 404, 200, 200, 404, 404, 404),
    "surveys:instrument_file":      (404, 404, 404, 404, 404, 200, 200, 404, 404, 404),
    "surveys:instrument_build":     (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:head_edit":            (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:part_add":             (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:part_edit":            (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:part_remove":          (404, 404, 404, 404, 404, 200, 403, 404, 404, 404),
    "surveys:code_list":            (403, 403, 403, 403, 403, 403, 403, 403, 403, 403),
    "surveys:code_detail":          (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "surveys:code_reminder":        (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "insight:county":                (403, 403, 403, 403, 200, 403, 403, 403, 403, 403),
    "insight:county_half_year":      (403, 403, 403, 403, 200, 403, 403, 403, 403, 403),
    "insight:office_dashboard":      (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:people":                (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:load":                  (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:decisions":             (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:panel_csv":            (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:panel_xlsx":           (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:figures_xlsx":         (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "insight:report_pdf":           (403, 403, 200, 403, 403, 403, 403, 403, 403, 200),
    "reflection:office_panel":       (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:county_panel":       (403, 403, 403, 403, 200, 403, 403, 403, 403, 403),
    # Everybody has a log of her own; the entry is Ada's.
    "reflection:private_list":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:private_create":     (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:private_delete_all": (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:private_text":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:private_json":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:private_edit":       (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:private_delete":     (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    # A note of Ada's and Bo's that is being written; another one was handed to the researchers.
    "reflection:note_list":          (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:note_create":        (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "reflection:note_detail":        (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_read":          (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_pdf":           (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_news":          (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_writers":       (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_arrange":       (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_reopen":        (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_hand_over":     (302, 403, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_versions":      (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_version":       (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:handed_list":        (403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
    "reflection:handed_detail":      (404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "reflection:handed_pdf":         (404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "reflection:group_list":         (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:group_create":       (200, 200, 200, 200, 200, 403, 403, 403, 200, 200),
    "reflection:group_edit":         (200, 200, 403, 403, 404, 404, 404, 404, 404, 404),
    "reflection:group_calendar":     (200, 200, 403, 403, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_create":     (200, 200, 403, 403, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_move":       (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_cancel":     (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_invite":     (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_calendar":   (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_theme":      (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_case_add":    (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_other_add":   (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_item_edit":   (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_item_notes":  (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_item_remove": (200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:conduct":            (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:conduct_state":      (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_summary":    (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_end":        (200, 200, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_share":      (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:contact_create":        (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:contact_row":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:contact_correct":       (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:need_met":              (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:timeline":              (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:placement_panel":       (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:placement_create":      (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:placement_end":         (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:start_agreement":       (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:start_agreement_write": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:participant_learnings": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentor_need_create":    (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentorship_create":     (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentor_mails":          (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:check_in_agree":        (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:invitation":            (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:closing_fill_in":       (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:workplace_wish":        (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:call_detail":           (200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "mentors:workplace_need_list":   (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "mentors:workplace_need_create": (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "mentors:workplace_need_detail": (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:participant_need_create": (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:workplace_list":        (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "mentors:workplace_create":      (200, 200, 200, 200, 403, 403, 403, 403, 200, 200),
    "mentors:workplace_detail":      (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:workplace_edit":        (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:visit_create":          (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:contact_person_create": (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:contact_person_edit":   (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:import_list":           (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "mentors:import_template":       (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "mentors:import_mapping":        (200, 404, 403, 403, 403, 403, 403, 403, 404, 403),
    "mentors:import_preview":        (302, 404, 403, 403, 403, 403, 403, 403, 404, 403),
}
# Addresses that only take POST: a GET is 405 for everybody, so these rows are asked by POST.
EXPECTED_POST = {
    #                                 ada  bo   lars mia  kari fia  pia  olav tor  liv
    "accounts:switch_membership":    (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "accounts:demo_sign_in":         (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:mail_retry":      (403, 403, 403, 403, 403, 403, 403, 302, 403, 403),
    "notifications:mail_retry_all":  (403, 403, 403, 403, 403, 403, 403, 302, 403, 403),
    "caseload:feed_renew":           (200, 200, 403, 403, 403, 403, 403, 403, 200, 403),
    "caseload:feed_stop":            (302, 302, 403, 403, 403, 403, 403, 403, 302, 403),
    "notifications:notifications_seen": (302, 302, 302, 302, 403, 403, 403, 403, 302, 302),
    "notifications:notification_read": (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:notification_away": (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "notifications:notification_back": (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:bench_search":         (302, 302, 302, 403, 403, 403, 403, 403, 302, 302),
    "caseload:participant_reopen":   (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:follower_remove":      (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:consent_withdraw":     (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:opening_end":          (404, 404, 302, 404, 404, 404, 404, 404, 404, 404),
    "caseload:stand_in_cancel":      (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:handover_answer":      (422, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:handover_take_back":   (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:handover_read_return": (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:mentor_told":          (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:goal_reopen":         (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:step_done":           (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:step_reopen":         (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:hindrance_settle":    (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:hindrance_remove":    (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "caseload:agreement_renew":      (403, 404, 302, 404, 404, 404, 404, 404, 404, 404),
    "caseload:agreement_end":        (403, 404, 302, 404, 404, 404, 404, 404, 404, 404),
    "caseload:room_ask":             (302, 302, 403, 403, 403, 403, 403, 403, 302, 403),
    "caseload:room_request_settle":  (302, 404, 302, 404, 404, 404, 404, 404, 404, 404),
    "caseload:review_finish":        (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "caseload:review_item_bring":    (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:member_earlier":     (404, 404, 403, 403, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_answer":     (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_take_lead":  (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_hand_lead_on": (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:invitation_take_back": (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:county_help_take":  (404, 404, 403, 404, 302, 404, 404, 404, 404, 404),
    "reflection:county_help_answer": (404, 404, 403, 404, 422, 404, 404, 404, 404, 404),
    "reflection:county_help_take_back": (404, 404, 302, 404, 403, 404, 404, 404, 404, 404),
    "caseload:connection_end":       (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:learning_search":    (302, 302, 302, 302, 302, 403, 403, 403, 302, 302),
    "reflection:learning_withdraw":  (302, 403, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:method_hide":        (302, 302, 302, 302, 403, 403, 403, 403, 302, 302),
    "reflection:path_step_undo":     (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:office_step_drop":   (403, 403, 302, 403, 403, 403, 403, 403, 403, 404),
    "reflection:private_prompt":     (302, 302, 302, 302, 302, 403, 403, 403, 302, 302),
    "reflection:note_agree":         (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_take_back":     (302, 403, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_section_save":  (422, 422, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_bring_back":    (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:note_tidy":          (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_item_move":   (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:agenda_item_take_up": (302, 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "reflection:conduct_pause":      (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_was_there":  (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "reflection:meeting_take_back":  (302, 302, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:workplace_need_close":  (302, 403, 302, 403, 404, 404, 404, 404, 404, 404),
    "mentors:contact_undo":          (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentorship_end":        (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentor_link":           (200, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:call_take":             (302, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentor_link_send":      (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:mentor_mails_allow":    (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:invitation_withdraw":   (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:closing_settle":        (302, 404, 403, 404, 404, 404, 404, 404, 404, 404),
    "mentors:contact_person_show":   (200, 200, 200, 200, 404, 404, 404, 404, 404, 404),
    "mentors:import_start":          (404, 404, 403, 403, 403, 403, 403, 403, 404, 403),
    "mentors:import_forget":         (302, 404, 403, 403, 403, 403, 403, 403, 404, 403),
    "surveys:contact_consent_withdraw": (302, 302, 302, 302, 404, 404, 404, 404, 404, 404),
    "surveys:table_save":           (403, 403, 403, 403, 403, 404, 403, 403, 403, 403),
    "surveys:code_sheet":           (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "surveys:code_message":         (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "surveys:code_handed_out":      (404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "surveys:instrument_start":     (403, 403, 403, 403, 403, 302, 403, 403, 403, 403),
    "surveys:instrument_draft":     (404, 404, 404, 404, 404, 302, 403, 404, 404, 404),
    "surveys:part_move":            (404, 404, 404, 404, 404, 404, 403, 404, 404, 404),
    # Last of the waves, for it deletes one.
    "surveys:wave_drop":            (404, 404, 404, 404, 404, 302, 403, 404, 404, 404),
    # Last, for it cancels what is ahead.
    "reflection:group_end":          (302, 302, 403, 403, 404, 404, 404, 404, 404, 404),
}
# fmt: on
OPEN_TO_EVERYBODY = {
    "accessibility",
    "privacy",
    "help",
    "set_language",
    "mentors:closing_thanks",
    "surveys:answer_thanks",
    "surveys:code",
}
# Opened by a personal link and by nothing else, whoever is signed in.
BY_LINK = {
    "mentors:mentor_enter",
    "mentors:mentor_page",
    "mentors:mentor_thanks",
    "mentors:stop_enter",
    "mentors:stop",
    "mentors:closing_enter",
    "mentors:closing_form",
    "surveys:enter",
    "surveys:answer",
}
BY_LINK_POST = {"mentors:mentor_words"}
# Open without sign-in, but there only in a demo or for who knows a secret.
NOT_THERE = {
    "accounts:demo_sign_in",
    "caseload:feed_calendar",
    "notifications:mailbox",
    "notifications:mailbox_mail",
    "notifications:mailbox_html",
    "notifications:mailbox_attachment",
}


def our_url_names(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if namespace or not pattern.lookup_str.startswith("allauth."):
                yield f"{namespace}:{pattern.name}" if namespace else pattern.name
        else:
            yield from our_url_names(pattern, pattern.namespace or namespace)


@pytest.fixture
def url_for(ada, bo, lars, lena, fia, lampe):
    """The address of a page about Blid Lampe, her workplace, her mentor or her last contact."""
    lampe.benefit_ends_on = timezone.localdate()
    lampe.save(update_fields=["benefit_ends_on"])
    placement = make_placement(ada, lampe)
    contact = make_contact(ada, lampe, next_contact_on="2030-01-01")
    mentorship = placement.mentorships.get()
    handover = Handover.objects.create(office=ada.office, giver=ada.user, by=ada.user)
    handed = handover.people.create(participant=lampe, receiver=ada.user)
    make_start_agreement(ada, placement)
    review = make_review(ada)
    closing = placement.closing_forms.create(mentor=mentorship.mentor, ask_on=timezone.localdate())
    relation = MentorRelation.objects.create(mentor=mentorship.mentor, advisor=ada.user)
    meeting = make_meeting(ada, bo)
    path = make_path(ada)
    section = make_note(ada, bo, text="Vi begynte tidligere.").sections.first()
    both_texts = {"earlier": "A", "earlier_by": ada.user, "later": "B", "later_by": bo.user}
    make_half_year(ada.office, half := Half(2026, 1))
    answered = make_answered(texts=["Vi begynte før."] * 6)
    ids = {
        "table_id": make_saved_table(fia, answered).pk,
        "figure": "closely",
        "wave_id": make_wave(fia, ada.office).pk,
        "instrument_version_id": take_in("draft", make_questionnaire()).pk,
        "code": "pulse",
        "half": half.code,
        "help_id": make_help(lars).pk,
        "panel": "closer",
        "meeting_id": meeting.pk,
        "barrier_id": make_barrier(ada, owner=ada.user).pk,
        "path_id": path.pk,
        "path_step_id": path.steps.first().pk,
        "office_step_id": add_office_step(lars, text="Bli med på et oppstartsmøte").pk,
        "agreed_id": make_agreed(ada, meeting).pk,
        "group_id": meeting.group_id,
        "learning_id": make_learning(ada, meeting=meeting).pk,
        "method_code": make_method(ada).code,
        "entry_id": make_private_entry(ada).pk,
        "note_id": section.note_id,
        "section_id": section.pk,
        "version_id": section.versions.get().pk,
        "side_id": section.side_by_side.create(**both_texts).pk,
        "handed_id": make_agreed_note(bo, handed=True).handed.get().pk,
        "invitee_id": meeting.invitees.get(user=ada.user).pk,
        "agenda_item_id": make_agenda_item(ada, meeting).pk,
        "participant_id": lampe.pk,
        "placement_id": placement.pk,
        "mentorship_id": mentorship.pk,
        "workplace_id": placement.workplace_id,
        "person_id": mentorship.mentor_id,
        "contact_id": contact.pk,
        "import_id": make_import(ada).pk,
        "follower_id": Follower.objects.create(participant=lampe, user=ada.user).pk,
        "stand_in_id": StandIn.objects.create(
            advisor=ada.user, stand_in=ada.user, until_on="2030-01-01"
        ).pk,
        "handover_id": handed.handover_id,
        "handed_over_id": handed.pk,
        "measure_id": make_measure(ada, lampe).pk,
        "grant_id": make_mentor_grant(ada, lampe).pk,
        "goal_id": (goal := make_goal(ada, lampe)).pk,
        "step_id": make_step(ada, goal).pk,
        "hindrance_id": make_hindrance(ada, lampe).pk,
        "consent_id": make_consent(ada, lampe).pk,
        "opening_id": make_opening(lena, lampe).pk,
        "agreement_id": make_agreement(lars, ada).pk,
        "request_id": ask_for_room(ada).pk,
        "review_id": review.pk,
        "item_id": review.items.get(participant=lampe).pk,
        "connection_id": make_connection(ada, lampe).pk,
        "need_id": make_need(ada).pk,
        "todo_id": make_todo(ada, participant=lampe).pk,
        "notification_id": make_notification(ada).pk,
        "closing_id": closing.pk,
        "call_id": relation.calls.create(chosen="call_me", submission=uuid.uuid4()).pk,
        "link_id": links.issue("call", relation.pk, until=timezone.now() + timedelta(days=1)).pk,
        "token": "x" * 43,
        "kind": "csv",
        "mail_id": make_failed_mail().pk,
        "kept_id": "0-0",
    }
    draft = {"instrument_version_id": ids["instrument_version_id"], "kind": "page"}
    several = [
        {"kept_id": "0-0", "number": 1},
        {"answered_id": answered.pk, "item": "more"},
        draft,
        draft | {"name": "one"},
    ]

    def url_for(name):
        single = [{name: value} for name, value in ids.items()]
        for arguments in [{}, *single, *several]:
            try:
                return reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
        raise LookupError(f"{name} needs an id this table does not know")

    return url_for


def rows(table):
    return [(name, who, row[CAST.index(who)]) for name, row in table.items() for who in CAST]


def test_every_page_is_in_the_table():
    assert set(our_url_names()) == {
        *EXPECTED,
        *EXPECTED_POST,
        *OPEN_TO_EVERYBODY,
        *BY_LINK,
        *BY_LINK_POST,
    }


def test_without_sign_in_there_is_only_the_sign_in_page(client, url_for):
    def ask(name):
        response = (client.get if name in EXPECTED else client.post)(url_for(name))
        to_sign_in = response.status_code == 302 and response.url.startswith("/sign-in/login/")
        return "sign in" if to_sign_in else response.status_code

    names = [*EXPECTED, *EXPECTED_POST]
    expected = dict.fromkeys(names, "sign in") | dict.fromkeys(NOT_THERE, 404)
    assert {name: ask(name) for name in names} == expected


@pytest.mark.parametrize("name", sorted(OPEN_TO_EVERYBODY - {"set_language"}))
def test_pages_of_text_are_open(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("who", [None, *CAST])
def test_without_its_token_a_link_opens_nothing(log_in, client, url_for, who, request):
    """Whoever is signed in, and though it is a link that stands."""
    client = log_in(request.getfixturevalue(who)) if who else client
    for name in sorted(BY_LINK):
        assert client.get(url_for(name)).status_code == 404
        assert client.post(url_for(name)).status_code in (404, 405)


@pytest.mark.parametrize("who", CAST)
def test_each_member_gets_what_the_table_says(log_in, url_for, who, request):
    """One test for each person: the rows are asked one after the other, and listed when wrong."""
    client = log_in(request.getfixturevalue(who))
    found = {name: client.get(url_for(name)).status_code for name in EXPECTED}
    assert found == {name: row[CAST.index(who)] for name, row in EXPECTED.items()}


@pytest.mark.parametrize("who", CAST)
def test_each_member_may_post_what_the_table_says(log_in, url_for, who, request):
    client = log_in(request.getfixturevalue(who))
    found = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    assert found == {name: row[CAST.index(who)] for name, row in EXPECTED_POST.items()}


@pytest.mark.parametrize("who", [who for who in CAST if who != "ada"])
def test_nobody_else_changes_anything_by_posting(log_in, url_for, lampe, who, request):
    """Every form, sent with nothing and with rubbish: no page writes for who may not."""
    client = log_in(request.getfixturevalue(who))
    for name in EXPECTED:
        if name == "caseload:participant_end" and who == "lars":
            continue
        client.post(url_for(name), {"why": "x", "name": "x", "needs": "nobody"})
    lampe.refresh_from_db()
    assert lampe.name == "Blid Lampe"
    assert lampe.ended_on is None
    assert Placement.objects.get(participant=lampe).ended_on is None


# What a reason opens: to read. Any other page about the person is forbidden, a new one as well
# until somebody has decided; nobody with a reason has it on her bench.
READ_WITH_A_REASON = {
    "caseload:participant_detail",
    "caseload:appointment",
    "caseload:consent_list",
    "caseload:consent_told",
    "caseload:plan",
    "caseload:measure_list",
    "caseload:todo_panel",
    "caseload:connection_list",
    "mentors:timeline",
    "mentors:placement_panel",
    "mentors:start_agreement",
}
# Between colleagues, or one person's own: no reason shows that it exists.
NOT_OPENED_BY_A_REASON = {
    f"{app}:{name}"
    for app, names in {
        "caseload": (
            "handover_receipt handover_offer agreement_detail agreement_edit review_detail "
            "review_invite review_item todo_finish todo_drop todo_hand connection_edit"
        ),
        "mentors": "import_mapping import_preview call_detail",
        "reflection": (
            "onboarding_detail onboarding_buddy onboarding_end path_step "
            "private_edit private_delete"
        ),
    }.items()
    for name in names.split()
}


@pytest.mark.parametrize("who", ["bo", "lars"])
def test_with_a_reason_one_reads_and_changes_nothing(log_in, url_for, lampe, who, request):
    member = request.getfixturevalue(who)
    client = log_in(member)
    make_opening(member, lampe)
    about_her = [n for n, row in EXPECTED.items() if row[CAST.index("bo")] == 404 != row[0]]
    found = {name: client.get(url_for(name)).status_code for name in about_her}
    expected = dict.fromkeys(about_her, 403)
    expected |= dict.fromkeys(READ_WITH_A_REASON, 200)
    expected |= dict.fromkeys(NOT_OPENED_BY_A_REASON, 404)
    expected["caseload:participant_reason"] = 302  # open already: on to the person
    if who == "lars":
        # What leaders decide needs no reason.
        expected["caseload:participant_end"] = 302
        expected |= dict.fromkeys(["caseload:agreement_detail", "caseload:agreement_edit"], 200)
        expected |= dict.fromkeys(["mentors:import_mapping", "mentors:import_preview"], 403)
        onboarding = [f"reflection:onboarding_{name}" for name in ("detail", "buddy", "end")]
        expected |= dict.fromkeys(onboarding, 200) | {"reflection:path_step": 403}
    assert found == expected
    posted = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    changes = ["participant_reopen", "follower_remove", "consent_withdraw"]
    assert {posted[f"caseload:{name}"] for name in changes} == {403}
    assert posted["mentors:contact_undo"] == posted["mentors:mentorship_end"] == 403


def test_a_connected_liaison_gets_one_page_more_than_another_and_it_is_masked(
    log_in, ada, mia, lampe, url_for
):
    mine = make_connection(ada, lampe, user=mia.user)
    client = log_in(mia)
    found = {name: client.get(url_for(name)).status_code for name in EXPECTED}
    assert found == {name: row[CAST.index("mia")] for name, row in EXPECTED.items()}
    found = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    assert found == {name: row[CAST.index("mia")] for name, row in EXPECTED_POST.items()}
    assert client.get(f"/connected/{mine.pk}/").status_code == 200
    assert client.get(f"/connections/{mine.pk}/edit/").status_code == 403
    assert client.post(f"/connections/{mine.pk}/end/").status_code == 403


def test_somebody_without_a_role_gets_a_page_that_says_so(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_user("x@nav.example", name="X"))
    response = client.get("/bench/")
    assert response.status_code == 403
    assert "accounts/no_membership.html" in [template.name for template in response.templates]
