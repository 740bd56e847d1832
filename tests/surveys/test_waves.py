"""A wave: prepared, opened, closed, and what is said of it on the way."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Office
from surveys.instruments.actions import freeze, take_in
from surveys.intake.actions import NoSpareBatch
from surveys.models import Batch, ConsentText, Invitation, Wave
from surveys.waves import actions
from surveys.waves.actions import NotReady, open_wave
from tests.factories import (
    make_member,
    make_office,
    make_questionnaire,
    make_spare_batch,
    make_wave,
)

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def audited():
    return list(AuditEntry.objects.values_list("action", flat=True).order_by("pk"))


def wave_form(wave, **changed):
    return {
        "version": str(wave.version_id),
        "label": wave.label,
        "audience": wave.audience,
        "names_offices": "on",
        "opens_on": wave.opens_on.isoformat(),
        "closes_on": wave.closes_on.isoformat(),
        "consent": str(wave.consent_id),
    } | changed


def normal(response):
    """The page without what is new each time."""
    return re.sub(r'(csrf\w*"[^>]*?|x-csrftoken": ")[\w-]{64}', "", response.content.decode())


# Preparing


def test_a_researcher_prepares_a_wave_and_nobody_is_asked_yet(log_in, fia, lotte):
    sample = make_wave(fia)
    sent = wave_form(sample, label="T3", offices=[str(lotte.office_id)])
    answered = log_in(fia).post("/surveys/waves/new/", sent)
    wave = Wave.objects.get(label="T3")
    assert answered.headers["Location"] == wave.get_absolute_url()
    assert (wave.state, wave.way) == ("draft", "codes")
    assert "Ingen undersøkelser" in log_in(lotte).get("/surveys/codes/").content.decode()
    assert audited()[-1] == "wave.make"


def test_employers_get_links_and_advisors_codes(fia):
    assert make_wave(fia, audience="employers").way == "links"
    assert make_wave(fia, audience="mentors").way == "links"
    assert make_wave(fia, audience="office").way == "codes"


def test_two_waves_of_a_questionnaire_are_never_called_the_same(log_in, fia):
    wave = make_wave(fia, label="T3")
    response = log_in(fia).post("/surveys/waves/new/", wave_form(wave))
    assert response.status_code == 422
    assert Wave.objects.filter(label="T3").count() == 1


def test_the_last_day_is_not_before_the_first(log_in, fia):
    wave = make_wave(fia)
    sent = wave_form(wave, closes_on=(TODAY - DAY).isoformat())
    response = log_in(fia).post(f"{wave.get_absolute_url()}edit/", sent)
    assert response.status_code == 422
    assert "Den siste dagen" in response.content.decode()


def test_a_draft_is_changed_with_the_newest_version_and_can_be_deleted(log_in, fia, ada):
    wave, client = make_wave(fia, ada.office), log_in(fia)
    client.post(f"{wave.get_absolute_url()}edit/", wave_form(wave, label="T1"))
    wave.refresh_from_db()
    assert wave.label == "T1"
    assert not wave.offices.exists()
    client.post(f"{wave.get_absolute_url()}drop/")
    assert not Wave.objects.exists()
    assert audited()[-2:] == ["wave.change", "wave.drop"]


def test_of_two_who_change_a_draft_the_later_is_told_and_keeps_what_she_wrote(log_in, fia, ada):
    fred, wave = make_member("Fred", role=fia.role), make_wave(fia, ada.office, label="T3")
    address = f"{wave.get_absolute_url()}edit/"
    seen = str(log_in(fia).get(address).context["form"]["seen"].value())
    log_in(fred).post(address, wave_form(wave, label="Vår", seen=seen))
    told = log_in(fia).post(address, wave_form(wave, label="Høst", seen=seen))
    assert told.status_code == 422
    assert told.context["form"].edited_meanwhile
    assert told.context["form"]["label"].value() == "Høst"
    wave.refresh_from_db()
    assert wave.label == "Vår"
    # Sent as that page is, it goes over what the other wrote.
    again = wave_form(wave, label="Høst", seen=str(told.context["form"]["seen"].value()))
    assert log_in(fia).post(address, again).status_code == 302
    wave.refresh_from_db()
    assert wave.label == "Høst"


def test_deleting_a_draft_reads_no_answers(fia, ada):
    """The web process may not: the database would refuse it."""
    wave = make_wave(fia, ada.office)
    with CaptureQueriesContext(connection) as asked:
        actions.drop_wave(fia, wave)
    assert not any("surveys_response" in each["sql"] for each in asked)
    opened = make_wave(fia, ada.office, opened=True)
    with pytest.raises(actions.IsOpenAlready):
        actions.drop_wave(fia, opened)
    assert opened.offices.count() == 1


# Opening


def test_opening_freezes_the_questionnaire_and_takes_a_batch(log_in, fia, ada):
    wave = make_wave(fia, ada.office)
    batch = make_spare_batch()
    log_in(fia).post(f"{wave.get_absolute_url()}open/")
    wave.refresh_from_db()
    batch.refresh_from_db()
    assert wave.is_open and wave.version.is_frozen
    assert (batch.state, batch.wave, batch.period) == ("open", wave, "")
    assert audited()[-1] == "wave.open"


def test_what_is_missing_is_said_in_words_with_its_place(log_in, fia, ada):
    wave = make_wave(fia, ada.office, questionnaire=make_questionnaire(nn=""))
    make_spare_batch()
    for page in (
        log_in(fia).get(wave.get_absolute_url()),
        log_in(fia).post(f"{wave.get_absolute_url()}open/"),
    ):
        assert "Spørsmål s0: Teksten på nynorsk mangler." in page.content.decode()
    wave.refresh_from_db()
    assert wave.is_draft and not wave.version.is_frozen


def test_a_newer_version_is_taken_before_it_opens(log_in, fia, ada):
    make_spare_batch()
    wave = make_wave(fia, ada.office)
    freeze(wave.version)
    newer = take_in("support", make_questionnaire("Støtte, spurt på nytt"), user=fia.user)
    with pytest.raises(NotReady):
        open_wave(fia, wave)
    page = log_in(fia).get(f"{wave.get_absolute_url()}edit/")
    assert page.context["form"]["version"].value() == newer.pk
    log_in(fia).post(f"{wave.get_absolute_url()}edit/", wave_form(wave, version=str(newer.pk)))
    assert open_wave(fia, wave).version == newer


def test_a_wave_whose_last_day_is_over_is_not_opened(fia, ada):
    make_spare_batch()
    wave = make_wave(fia, ada.office, opens_on=TODAY - 9 * DAY, closes_on=TODAY - DAY)
    with pytest.raises(NotReady):
        open_wave(fia, wave)


def test_without_a_key_to_seal_with_no_wave_opens(log_in, fia, ada):
    wave = make_wave(fia, ada.office)
    with pytest.raises(NoSpareBatch):
        open_wave(fia, wave)
    response = log_in(fia).post(f"{wave.get_absolute_url()}open/")
    assert response.status_code == 422
    assert "nøkkel" in response.content.decode()
    wave.refresh_from_db()
    assert wave.is_draft and not wave.version.is_frozen


def test_opened_twice_it_takes_one_batch(fia, ada):
    wave = make_wave(fia, ada.office, opened=True)
    make_spare_batch()
    open_wave(fia, wave)
    assert wave.batches.count() == 1
    assert audited().count("wave.open") == 1


def test_an_open_wave_is_changed_no_more(log_in, fia, ada):
    wave, client = make_wave(fia, ada.office, opened=True, label="T3"), log_in(fia)
    for path in ("edit/", "drop/"):
        client.post(wave.get_absolute_url() + path, wave_form(wave, label="T9"))
    assert Wave.objects.get().label == "T3"


def test_with_no_office_chosen_all_that_take_part_on_that_day_are_asked(fia, ada):
    wave = make_wave(fia)
    late = make_office("Nav Elvebakken")
    Office.objects.create(county=late.county, name="Nav Gjest", status=Office.Status.GUEST)
    make_spare_batch()
    wave = open_wave(fia, wave)
    assert {each.office for each in wave.offices.all()} == {ada.office, late}


def test_an_office_that_has_left_is_not_asked(fia, ada):
    wave = make_wave(fia, ada.office)
    Office.objects.filter(pk=ada.office_id).update(status=Office.Status.LEFT)
    make_spare_batch()
    with pytest.raises(NotReady) as refused:
        open_wave(fia, wave)
    assert "Nav Fjordby" in refused.value.missing[0]


def test_a_whole_office_is_asked_only_where_at_least_six_work(log_in, fia, ada, bo, lars):
    """A group of three would know who said what."""
    wave = make_wave(fia, ada.office, audience="office")
    make_spare_batch()
    page = log_in(fia).post(f"{wave.get_absolute_url()}open/").content.decode()
    assert "Bare 3 personer jobber ved Nav Fjordby." in page
    for number in range(3):
        make_member(f"Kollega {number}", office=ada.office)
    assert open_wave(fia, wave).is_open


# Closing


@pytest.mark.parametrize("who", ["fia", "pia"])
def test_a_researcher_closes_a_wave_and_a_privacy_coordinator_revokes_it(
    log_in, fia, ada, who, request
):
    wave, client = make_wave(fia, ada.office, opened=True), log_in(request.getfixturevalue(who))
    assert "kan ikke gjøres om" in client.get(f"{wave.get_absolute_url()}close/").content.decode()
    for _once_more in range(2):
        client.post(f"{wave.get_absolute_url()}close/")
    wave.refresh_from_db()
    assert (wave.state, wave.closes_on) == ("closed", TODAY)
    assert wave.batches.get().state == "sealed"
    assert audited().count("wave.close") == 1


def test_a_wave_closes_by_itself_after_its_last_day(fia, ada):
    wave = make_wave(fia, ada.office, opened=True)
    endless = make_wave(fia, ada.office, opened=True, closes_on=None)
    last_day = wave.closes_on
    actions.close_what_is_over(last_day)
    wave.refresh_from_db()
    assert wave.is_open
    for _once_more in range(2):
        actions.close_what_is_over(last_day + 2 * DAY)
    wave.refresh_from_db()
    endless.refresh_from_db()
    assert (wave.is_closed, wave.closes_on, endless.is_open) == (True, last_day, True)
    assert wave.batches.get().state == "sealed"


# Half-years of a wave without a last day


def half_year_wave(fia, ada, **fields):
    other = make_office("Nav Elvebakken", ada.office.county)
    wave = make_wave(fia, opened=True, closes_on=None, **fields)
    batch = wave.batches.get()
    Batch.objects.filter(pk=batch.pk).update(period="2026-1")
    for number, office in enumerate([ada.office, other] * 5):
        Invitation.objects.create(
            wave=wave, batch=batch, office=office, token_sha256=bytes([number] * 32)
        )
    return wave, batch


def test_a_wave_without_a_last_day_begins_with_the_half_year_it_is(fia, ada):
    wave = make_wave(fia, ada.office, opened=True, closes_on=None)
    assert wave.batches.get().period == f"{TODAY.year}-{1 if TODAY.month < 7 else 2}"


def test_after_a_half_year_its_answers_are_sealed_and_unspent_invitations_go_on(fia, ada):
    wave, first = half_year_wave(fia, ada)
    spent = first.invitations.values_list("pk", flat=True)[:6]
    Invitation.objects.filter(pk__in=list(spent)).update(is_spent=True)
    make_spare_batch()
    actions.go_on_with_half_years(datetime.date(2026, 6, 30))
    assert wave.batches.count() == 1
    for _once_more in range(2):
        actions.go_on_with_half_years(datetime.date(2026, 7, 1))
    second = wave.batches.get(state="open")
    first.refresh_from_db()
    assert (first.state, second.period) == ("sealed", "2026-2")
    assert set(second.invitations.values_list("is_spent", flat=True)) == {False}
    assert second.invitations.count() == 4


def test_a_half_year_with_too_few_answers_goes_on_into_the_next(log_in, fia, ada):
    wave, first = half_year_wave(fia, ada)
    for _once_more in range(2):
        actions.go_on_with_half_years(datetime.date(2026, 7, 1))
    first.refresh_from_db()
    assert (first.state, first.period) == ("open", "2026-1–2026-2")
    assert "2026-1–2026-2 åpnes samlet" in log_in(fia).get("/surveys/").content.decode()
    actions.go_on_with_half_years(datetime.date(2027, 1, 1))
    first.refresh_from_db()
    assert first.period == "2026-1–2027-1"


def test_without_a_key_a_half_year_waits_and_the_other_waves_go_on(fia, ada):
    waiting, first = half_year_wave(fia, ada)
    Invitation.objects.filter(batch=first).update(is_spent=True)
    Batch.objects.filter(pk=first.pk).update(period="2026-2")
    other = make_wave(fia, ada.office, opened=True, closes_on=None)
    other.batches.update(period="2026-2")
    actions.go_on_with_half_years(datetime.date(2027, 1, 1))
    assert waiting.batches.get().period == "2026-2"
    assert other.batches.get().period == "2026-2–2027-1"
    make_spare_batch()
    actions.go_on_with_half_years(datetime.date(2027, 1, 1))
    assert waiting.batches.get(state="open").period == "2027-1"


# What the pages say


def test_nothing_on_any_page_changes_when_an_answer_arrives(log_in, fia, pia, ada, lotte):
    wave = make_wave(fia, ada.office, opened=True)
    batch = wave.batches.get()
    invitations = [
        Invitation.objects.create(
            wave=wave, batch=batch, office=ada.office, token_sha256=bytes([number] * 32)
        )
        for number in range(7)
    ]
    pages = ["/surveys/", wave.get_absolute_url(), f"{wave.get_absolute_url()}close/"]
    clients = [(log_in(member), page) for member in (fia, pia) for page in pages]
    clients += [(log_in(lotte), f"/surveys/codes/{path}") for path in ("", f"{wave.pk}/")]

    def seen():
        return [normal(client.get(page)) for client, page in clients]

    before = seen()
    for invitation in invitations:
        Invitation.objects.filter(pk=invitation.pk).update(is_spent=True)
        assert seen() == before


def test_the_start_page_says_what_is_ready_what_waits_and_what_was_too_few(log_in, fia, ada):
    for state, number in (("released", 24), ("sealed", None), ("destroyed", None)):
        wave = make_wave(fia, ada.office, opened=True)
        actions.close_wave(fia, wave)
        wave.batches.update(state=state, number=number)
    page = log_in(fia).get("/surveys/").content.decode()
    assert "Klar for tabeller" in page and "24 svar" in page
    assert "Forseglet" in page
    assert "For få svar" in page


def test_there_is_one_thing_to_do_next(log_in, fia, ada):
    client = log_in(fia)

    def said(words):
        return words in client.get("/surveys/").content.decode()

    assert said("Det finnes ikke noe spørreskjema ennå")
    wave = make_wave(fia, ada.office, label="T3")
    assert said("«T3» skulle vært åpen nå")
    make_spare_batch()
    open_wave(fia, wave)
    assert said("Velg et spørreskjema, hvem som blir spurt")
    actions.close_wave(fia, wave)
    wave.batches.update(state="released")
    assert said("Svarene i «T3» er åpnet")


@pytest.mark.parametrize("number", [1, 3])
def test_the_start_page_asks_as_often_for_many_as_for_one(
    log_in, fia, ada, number, django_assert_num_queries
):
    for each in range(number):
        make_wave(fia, ada.office, code=f"draft{each}")
        make_wave(fia, ada.office, opened=True, code=f"open{each}")
        actions.close_wave(fia, make_wave(fia, ada.office, opened=True, code=f"closed{each}"))
    client = log_in(fia)
    client.get("/surveys/")
    with django_assert_num_queries(14):
        client.get("/surveys/")


# Consent texts


def test_the_shipped_text_says_that_an_answer_cannot_be_taken_back(db):
    first = ConsentText.objects.get()
    assert "kan du ikke trekke det tilbake" in first.text_nb
    assert "kan du ikkje trekkje det tilbake" in first.text_nn
    assert "you cannot take it back" in first.text_en


@pytest.mark.parametrize("change", [{"text_nb": "Noe annet"}, None], ids=["changed", "deleted"])
def test_the_database_keeps_a_consent_text_as_it_was(db, change):
    texts = ConsentText.objects.filter(number=1)
    with pytest.raises(DatabaseError, match="never changed"):
        texts.update(**change) if change else texts.delete()


def test_a_new_text_is_a_new_version_and_open_waves_keep_theirs(log_in, fia, ada):
    wave, client = make_wave(fia, ada.office, opened=True), log_in(fia)
    first = ConsentText.objects.get()
    form = client.get("/surveys/consent-texts/new/").context["form"]
    assert form["text_nn"].value() == first.text_nn
    response = client.post("/surveys/consent-texts/new/", {"text_nb": "Frivillig.", "text_nn": ""})
    assert response.status_code == 422
    sent = {"text_nb": "Det er frivillig.", "text_nn": "Det er friviljug.", "text_en": ""}
    client.post("/surveys/consent-texts/new/", sent)
    assert [each.number for each in ConsentText.objects.all()] == [2, 1]
    wave.refresh_from_db()
    assert wave.consent == first
    assert "Det er friviljug." in client.get("/surveys/consent-texts/").content.decode()
    assert audited()[-1] == "consent_text.write"
