"""Answers in own words are released as two people have decided, and not before."""

import re
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, Membership
from hybridnav.roles import ANALYST, WEB, WORKER
from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.models import FreeText, TextDecision
from surveys.texts.reviewing import answers_of, released_texts, review_state
from tests.factories import make_member
from tests.surveys.answered import decide, make_answered, make_proposal
from tests.surveys.releases.numbers import is_national_id, national_id

SECRET = "Kari Moe på kari@bedrift.no"
TEXTS = ["Vi begynte før.", "Alle lærte noe.", "Det tar tid.", "Ring heller.", "Bra ledelse."]
ADVICE = f"Det var {SECRET} som hjalp."
LEFT = "Det var [fjernet] på [fjernet] som hjalp."


@pytest.fixture
def wave(db):
    return make_answered(texts=[*TEXTS, "Mer tid.", ADVICE])


@pytest.fixture
def rita(fia):
    """Another researcher."""
    return make_member("Rita", office=fia.office, role=Membership.Role.RESEARCHER)


@pytest.fixture
def as_fia(log_in, fia):
    return log_in(fia)


@pytest.fixture
def as_pia(log_in, pia):
    return log_in(pia)


def answer_with(wave, said=SECRET):
    return next(answer for answer in answers_of(wave, "more") if said in answer.said)


def page_of(wave, answer, name="surveys:text_answer"):
    return reverse(name, args=[wave.pk, "more", answer.text_id])


def decide_all(fia, pia, wave, **proposals):
    """Everything is kept but these: {what is in the answer: its kind}"""
    for answer in answers_of(wave, "more"):
        if not answer.decision:
            decide(fia, pia, answer, wave, **proposals.get(answer.said, {}))


def everything_stored():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(text, ' ') FROM (SELECT text FROM surveys_freetext UNION ALL"
            " SELECT text || word FROM surveys_textdecision) AS everywhere (text)"
        )
        return cursor.fetchone()[0]


# Proposing


def test_the_page_marks_and_suggests_and_one_press_proposes(as_fia, fia, wave):
    answer = answer_with(wave)
    page = as_fia.get(page_of(wave, answer))
    assert page.context["form"].initial["text"] == LEFT
    assert '<mark class="hn-hint">Kari<' in page.content.decode()
    sent = {"kind": "redact", "text": LEFT, "version": "0"}
    assert as_fia.post(page_of(wave, answer), sent).status_code == 302
    decision = TextDecision.objects.get()
    assert (decision.kind, decision.text) == ("redact", LEFT)
    assert (decision.proposed_by, decision.approved_by) == (fia.user, None)
    assert ADVICE in everything_stored()


def test_a_text_that_is_left_as_it_was_is_a_proposal_to_keep_it(as_fia, wave):
    answer = answer_with(wave, "Ring")
    as_fia.post(page_of(wave, answer), {"kind": "redact", "text": " Ring heller.\r\n"})
    assert TextDecision.objects.get().kind == "keep"


def test_withholding_leaves_nothing_whatever_stands_in_the_form(as_fia, wave):
    answer = answer_with(wave)
    as_fia.post(page_of(wave, answer), {"kind": "withhold", "text": "abc"})
    assert (TextDecision.objects.get().kind, TextDecision.objects.get().text) == ("withhold", "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("redact", "Det var den flinke [fjernet] som hjalp."),
        ("redact", "[fjernet]"),
        ("redact", ""),
        ("redact", "[fjernet] kari@bedrift.no som hjalp."),
        ("keep", ADVICE),
        ("something", LEFT),
    ],
)
def test_a_text_that_may_not_be_is_refused_and_kept_in_the_form(as_fia, wave, kind, text):
    answer = answer_with(wave)
    page = as_fia.post(page_of(wave, answer), {"kind": kind, "text": text})
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == text
    assert not TextDecision.objects.exists()


def test_after_one_comes_the_next_that_waits(as_fia, fia, wave):
    for _each in answers_of(wave, "more"):
        answer = next(each for each in answers_of(wave, "more") if each.waits_for(fia.user_id))
        page = as_fia.post(page_of(wave, answer), {"kind": "withhold"})
    assert page.url == reverse("surveys:text_review", args=[wave.pk, "more"])
    assert TextDecision.objects.count() == 7


# Two people


def test_a_second_person_approves_and_the_original_is_gone(as_pia, fia, pia, wave):
    answer = answer_with(wave)
    decision = make_proposal(fia, answer, wave, kind="redact", text=LEFT)
    page = as_pia.get(page_of(wave, answer)).content.decode()
    assert LEFT in page
    assert page.index("slettet for godt") < page.index("Godkjenn<")
    approve = page_of(wave, answer, "surveys:text_approve")
    assert as_pia.post(approve, {"version": decision.version}).status_code == 302
    decision.refresh_from_db()
    assert decision.approved_by == pia.user
    assert FreeText.objects.get(pk=answer.text_id).text == LEFT
    assert "Kari" not in everything_stored()
    assert "Kari" not in as_pia.get(page_of(wave, answer)).content.decode()


def test_who_proposed_may_not_approve_nor_send_back(as_fia, fia, wave):
    answer = answer_with(wave, "Ring")
    decision = make_proposal(fia, answer, wave)
    for name in ["surveys:text_approve", "surveys:text_return"]:
        sent = {"version": decision.version, "word": "Nei"}
        assert as_fia.post(page_of(wave, answer, name), sent).status_code == 403
    decision.refresh_from_db()
    assert decision.state == "proposed"
    assert "Godkjenn<" not in as_fia.get(page_of(wave, answer)).content.decode()


def test_who_has_two_roles_is_still_one_person(log_in, fia, wave):
    """What counts is who somebody is, not as what she works at the moment."""
    answer = answer_with(wave, "Ring")
    decision = make_proposal(fia, answer, wave)
    other = Membership.objects.create(
        user=fia.user,
        office=fia.office,
        role=Membership.Role.PRIVACY_COORDINATOR,
        starts_on="2024-01-01",
    )
    client = log_in(fia)
    client.post(reverse("accounts:switch_membership"), {"membership": other.pk})
    approve = page_of(wave, answer, "surveys:text_approve")
    assert client.post(approve, {"version": decision.version}).status_code == 403


@pytest.mark.parametrize("who", ["rita", "pia"])
def test_researchers_and_privacy_coordinators_may_be_the_second(request, log_in, fia, wave, who):
    answer = answer_with(wave, "Ring")
    decision = make_proposal(fia, answer, wave)
    client = log_in(request.getfixturevalue(who))
    client.post(page_of(wave, answer, "surveys:text_approve"), {"version": decision.version})
    assert answer_with(wave, "Ring").is_decided


def test_sent_back_with_a_word_it_is_proposed_anew_and_the_word_is_gone(as_fia, as_pia, fia, wave):
    answer = answer_with(wave)
    decision = make_proposal(fia, answer, wave, kind="redact", text=LEFT)
    back = page_of(wave, answer, "surveys:text_return")
    empty = as_pia.post(back, {"version": decision.version, "word": ""})
    assert empty.status_code == 422
    as_pia.post(back, {"version": decision.version, "word": "Ta med jobben"})
    page = as_fia.get(page_of(wave, answer))
    assert "Ta med jobben" in page.content.decode()
    text = "[fjernet] som hjalp."
    sent = {"kind": "redact", "text": text, "version": page.context["form"]["version"].value()}
    as_fia.post(page_of(wave, answer), sent)
    decision.refresh_from_db()
    assert (decision.state, decision.text, decision.word) == ("proposed", text, "")


def test_nobody_approves_what_she_has_not_seen(as_pia, as_fia, fia, wave):
    answer = answer_with(wave)
    decision = make_proposal(fia, answer, wave, kind="redact", text=LEFT)
    changed = {"kind": "withhold", "version": decision.version}
    as_fia.post(page_of(wave, answer), changed)
    approve = page_of(wave, answer, "surveys:text_approve")
    page = as_pia.post(approve, {"version": decision.version}, follow=True)
    assert "annen var her" in page.content.decode()
    decision.refresh_from_db()
    assert (decision.state, decision.kind) == ("proposed", "withhold")


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_an_approval_that_does_not_say_of_what_is_none(as_pia, fia, wave, version):
    answer = answer_with(wave, "Ring")
    decision = make_proposal(fia, answer, wave)
    approve = page_of(wave, answer, "surveys:text_approve")
    assert as_pia.post(approve, {"version": version}).status_code == 302
    decision.refresh_from_db()
    assert decision.state == "proposed"


def test_two_who_propose_at_once_lose_nothing(as_pia, fia, wave):
    answer = answer_with(wave)
    make_proposal(fia, answer, wave, kind="withhold")
    sent = {"kind": "redact", "text": LEFT, "version": "0"}
    page = as_pia.post(page_of(wave, answer), sent)
    assert page.status_code == 422
    assert page.context["form"].edited_meanwhile
    assert page.context["form"]["text"].value() == LEFT
    assert TextDecision.objects.get().kind == "withhold"


def test_what_is_decided_is_never_changed(as_fia, as_pia, fia, pia, wave):
    answer = answer_with(wave, "Ring")
    decide(fia, pia, answer, wave)
    as_pia.post(page_of(wave, answer), {"kind": "withhold", "version": "2"})
    as_pia.post(page_of(wave, answer, "surveys:text_return"), {"version": "2", "word": "Nei"})
    assert TextDecision.objects.get().kind == "keep"


# The database holds it too


def proposal(wave, fia, **more):
    about = {"text_id": answer_with(wave).text_id, "wave": wave, "item": "more"}
    given = {"kind": "redact", "text": LEFT, "proposed_by": fia.user}
    return TextDecision.objects.create(**about | given | more)


def test_the_database_knows_that_two_are_needed(acting_as, wave, fia, pia):
    with pytest.raises(DatabaseError, match="decided by two"), acting_as(WEB):
        proposal(wave, fia, approved_by=pia.user)
    with acting_as(WEB):
        decision = proposal(wave, fia)
    decided = TextDecision.objects.filter(pk=decision.pk)
    with pytest.raises(IntegrityError), acting_as(WEB):
        decided.update(approved_by=fia.user)
    with pytest.raises(DatabaseError, match="decided by two"), acting_as(WEB):
        decided.update(approved_by=pia.user, text="Noe annet")
    with acting_as(WEB):
        decided.update(approved_by=pia.user)
    for change in [{"text": "Noe annet"}, {"approved_by": None}]:
        with pytest.raises(DatabaseError, match="decided by two"), acting_as(WEB):
            decided.update(**change)
    with pytest.raises(DatabaseError, match="decided by two"), acting_as(WEB):
        decided.delete()


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_nothing_is_settled_before_it_is_approved(acting_as, wave, fia, role):
    decision = proposal(wave, fia)
    with acting_as(role), connection.cursor() as cursor:
        cursor.execute("SELECT survey_settle_text(%s)", [decision.text_id])
        assert cursor.fetchone() == (False,)
    assert ADVICE in everything_stored()
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(role):
        FreeText.objects.filter(pk=decision.text_id).update(text="")


def test_all_of_it_works_as_the_web_process(acting_as, as_fia, as_pia, wave):
    answer = answer_with(wave)
    with acting_as(WEB):
        assert as_fia.get(reverse("surveys:text_list")).status_code == 200
        as_fia.post(page_of(wave, answer), {"kind": "redact", "text": LEFT})
        back = page_of(wave, answer, "surveys:text_return")
        as_pia.post(back, {"version": "1", "word": "Mer"})
        as_fia.post(page_of(wave, answer), {"kind": "redact", "text": LEFT, "version": "2"})
        as_pia.post(page_of(wave, answer, "surveys:text_approve"), {"version": "3"})
        page = as_pia.get(reverse("surveys:text_review", args=[wave.pk, "more"]))
        assert page.context["parts"]["decided"][0].said == LEFT
        assert as_pia.get(wave.get_absolute_url()).status_code == 200
    assert "Kari" not in everything_stored()
    with acting_as(ANALYST):
        assert FreeText.objects.filter(text=LEFT).exists()


# What is released


def test_nothing_is_released_before_all_are_decided(acting_as, fia, pia, wave):
    decide_all(fia, pia, wave, **{ADVICE: {"kind": "redact", "text": LEFT}})
    with acting_as(WORKER):
        assert sorted(released_texts(wave, "more")) == sorted([*TEXTS, "Mer tid.", LEFT])
    take_in_answers(wave.version, "T1", Answers([{}], {"more": ["Ny."]}, []), is_added=True)
    assert released_texts(wave, "more") == []
    make_proposal(fia, answer_with(wave, "Ny."), wave)
    assert released_texts(wave, "more") == []


def test_what_is_withheld_is_left_out_and_six_must_be_left(as_fia, fia, pia, wave):
    decide_all(fia, pia, wave, **{ADVICE: {"kind": "withhold"}})
    assert sorted(released_texts(wave, "more")) == sorted([*TEXTS, "Mer tid."])
    texts = as_fia.get(reverse("surveys:table_texts", args=[wave.pk, "more"])).context["page"]
    assert len(texts.object_list) == 6
    few = make_answered("T2", texts=[*TEXTS, ADVICE])
    decide_all(fia, pia, few, **{ADVICE: {"kind": "withhold"}})
    assert released_texts(few, "more") == []
    [review] = review_state([few])
    assert (review.left, review.kept, review.is_ready) == (0, 5, False)


def test_how_far_it_has_come(fia, pia, wave):
    decide(fia, pia, answer_with(wave, "Ring"), wave)
    make_proposal(fia, answer_with(wave), wave, kind="withhold")
    few = make_answered("T2", texts=TEXTS)
    first, second = review_state([wave, few])
    assert (first.total, first.decided, first.waiting, first.untouched) == (7, 1, 1, 5)
    assert (first.for_user(fia.user_id), first.for_user(pia.user_id)) == (5, 6)
    assert (second.total, second.is_ready) == (0, False)
    assert answers_of(few, "more") == []


# What it leaves behind


def test_lines_of_the_log_say_which_answer_and_nothing_of_it(as_fia, as_pia, every_log, wave):
    answer = answer_with(wave)
    as_fia.post(page_of(wave, answer), {"kind": "redact", "text": LEFT})
    as_pia.post(page_of(wave, answer, "surveys:text_approve"), {"version": "1"})
    lines = AuditEntry.objects.filter(action__startswith="text_decision")
    assert sorted(lines.values_list("action", flat=True)) == [
        "text_decision.approve", "text_decision.propose",
    ]  # fmt: skip
    said = " ".join(map(str, AuditEntry.objects.values_list()))
    assert "Kari" not in said
    assert AuditEntry.objects.filter(action="survey_texts.review", subject_id=wave.pk).exists()
    assert "Kari" not in every_log.getvalue()


def test_markup_in_an_answer_stays_text(as_fia, as_pia, fia):
    said = "<script>alert(1)</script> & <b onclick=x>Kari</b> </textarea><img src=x> {{ 7 }}"
    wave = make_answered(texts=[*TEXTS, said])
    answer = answer_with(wave, "alert")
    pages = [as_fia.get(page_of(wave, answer))]
    left = said.replace("Kari", "[fjernet]")
    make_proposal(fia, answer, wave, kind="redact", text=left)
    pages += [as_pia.get(page_of(wave, answer))]
    pages += [as_pia.get(reverse("surveys:text_review", args=[wave.pk, "more"]))]
    bad = as_pia.post(page_of(wave, answer), {"kind": "redact", "text": "<script>alert(1)"})
    for page in [*pages, bad]:
        content = page.content.decode()
        assert "<script>alert" not in content
        assert "<img src=x>" not in content
        assert "<b onclick" not in content
        assert "&lt;script&gt;alert(1)" in content


@pytest.mark.parametrize("name", ["text_answer", "text_approve", "text_return"])
def test_an_answer_of_another_question_or_none_is_not_there(as_pia, wave, name):
    for args in [(wave.pk, "more", uuid.uuid4()), (wave.pk, "room", answer_with(wave).text_id)]:
        ask = as_pia.get if name == "text_answer" else as_pia.post
        assert ask(reverse(f"surveys:{name}", args=args)).status_code == 404


def test_pages_ask_no_more_for_more_rows(as_fia, wave):
    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert as_fia.get(address).status_code == 200
        return len(asked)

    addresses = [
        reverse("surveys:text_list"),
        reverse("surveys:text_review", args=[wave.pk, "more"]),
        page_of(wave, answer_with(wave)),
    ]
    few = [queries(address) for address in addresses]
    make_answered("T2", texts=TEXTS), make_answered("T3", texts=TEXTS * 2)
    more = Answers([{}], {"more": TEXTS * 2}, [])
    take_in_answers(wave.version, "T1", more, is_added=True)
    assert [queries(address) for address in addresses] == few


# T16: what a released text can never have in it

NEVER = {
    "GUID": r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}",
    "URL": r"\w+://|www\.",
    "e-mail": r"\S+@\S+\.\w+",
}
TELLING = [
    "Se 6f9619ff-8b86-d011-b42d-00c04fc964ff i journalen.",
    "Det står på https://intern.example/sak?id=7 hos oss.",
    "www.kafeen.example var fin.",
    "Spør sigrun@kafeen.example om det.",
    f"Hun med {national_id('240585', 200)} var god.",
    f"Han med {national_id('640585', 200)[:6]} {national_id('640585', 200)[6:]} var god.",
]


def telling(text):
    """What an attacker finds, by rules of her own."""
    found = {name for name, pattern in NEVER.items() if re.search(pattern, text)}
    runs = re.findall(r"(?<!\d)\d(?:\s?\d){10}(?!\d)", text)
    return found | {"id" for run in runs if is_national_id(re.sub(r"\s", "", run))}


def test_no_two_people_can_release_what_leads_to_somebody(as_fia, as_pia, fia):
    wave = make_answered(texts=TELLING)
    assert all(telling(text) for text in TELLING)
    for answer in answers_of(wave, "more"):
        page = page_of(wave, answer)
        assert as_fia.post(page, {"kind": "keep"}).status_code == 422
        assert as_fia.post(page, {"kind": "redact", "text": answer.said}).status_code == 422
        suggested = as_fia.get(page).context["form"].initial["text"]
        as_fia.post(page, {"kind": "redact", "text": suggested})
        as_pia.post(page_of(wave, answer, "surveys:text_approve"), {"version": "1"})
    released = released_texts(wave, "more")
    assert len(released) == 6
    assert not any(telling(text) for text in released)
