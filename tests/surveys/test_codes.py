"""Codes: handed out by a local contact, once each, with nobody knowing who got which."""

import datetime
import re
import threading

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry, Office
from surveys.invitations.actions import NoCodes, TooFewForOffice, make_codes, say_handed_out
from surveys.invitations.codes import LETTERS, new_code, tidy
from surveys.invitations.models import hash_of
from surveys.models import Invitation, WaveOffice
from surveys.waves.actions import close_wave
from tests.factories import make_member, make_wave


@pytest.fixture
def wave(fia, ada, finn):
    """Open, at Nav Fjordby and Nav Bakkeby."""
    return make_wave(fia, ada.office, finn.office, opened=True)


def here(wave, member):
    return WaveOffice.objects.get(wave=wave, office=member.office)


def sheet(client, wave, number=4, before=0):
    return client.post(
        f"/surveys/codes/{wave.pk}/sheet/", {"number": number, "sent_before": before}
    )


# How a code looks


def test_a_code_is_easily_typed():
    assert len(LETTERS) == 32 and not set("0O1I") & set(LETTERS)
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4, 4, 5]
    # Twelve of them at random, five bits each.
    assert len({new_code() for _each in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "{}\n", "{}.", "–{}"], ids=["as it is", "spaces", "line", "dot", "dash"]
)
def test_small_letters_spaces_and_dashes_of_any_kind_are_as_good(typed):
    code = new_code()
    plain = code.replace("-", "")
    for written in (code, code.lower(), plain, " ".join(plain), code.replace("-", "–")):
        assert tidy(typed.format(written)) == code


def test_one_wrong_character_or_two_that_changed_places_have_the_wrong_shape():
    plain = new_code().replace("-", "")
    for at, letter in enumerate(plain):
        for wrong in set(LETTERS) - {letter}:
            assert tidy(plain[:at] + wrong + plain[at + 1 :]) is None
        if at and plain[at - 1] != letter:
            swapped = plain[: at - 1] + letter + plain[at - 1] + plain[at + 1 :]
            assert tidy(swapped) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(text):
    code = tidy(text)
    assert code is None or tidy(code) == code


@pytest.mark.parametrize(
    "text", ["", "ABCD", "0OO1-IIII-OOOOO", "A" * 500, "åæø", "ı" * 13, "ﬁ" * 7]
)
def test_rubbish_has_the_wrong_shape(text):
    assert tidy(text) is None


def test_a_code_from_a_sheet_opens_the_survey_however_it_is_typed(log_in, client, wave, lotte):
    first, second, *_more = sheet(log_in(lotte), wave).context["codes"]
    for typed in (first, second.lower().replace("-", " ")):
        answered = client.post("/surveys/code/", {"code": typed})
        assert answered.status_code in (302, 303)
        assert client.get(answered.headers["Location"]).status_code == 200
    wrong = "2" if first[0] != "2" else "3"
    assert client.post("/surveys/code/", {"code": wrong + first[1:]}).status_code == 422
    assert not Invitation.objects.filter(is_spent=True).exists()


# Handing out


def test_a_local_contact_prints_a_sheet_and_only_hashes_are_kept(log_in, wave, lotte):
    page = sheet(log_in(lotte), wave)
    codes = page.context["codes"]
    assert len(set(codes)) == 4
    text = page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert all(code in text for code in codes)
    assert 'lang="nb"' in text and 'lang="nn"' in text and "/surveys/code/" in text
    kept = Invitation.objects.filter(wave=wave)
    assert {bytes(each.token_sha256) for each in kept} == {hash_of(tidy(code)) for code in codes}
    assert {(each.office, each.contact, each.is_spent) for each in kept} == {
        (lotte.office, None, False)
    }
    assert here(wave, lotte).sent == 4
    assert AuditEntry.objects.filter(action="codes.fetch", user=lotte.user).count() == 1
    again = log_in(lotte).get(f"/surveys/codes/{wave.pk}/").content.decode()
    assert not any(code in again for code in codes)


def test_more_codes_replace_nothing(log_in, wave, lotte):
    client = log_in(lotte)
    first = sheet(client, wave).context["codes"]
    sheet(client, wave, number=2, before=4)
    assert Invitation.objects.filter(token_sha256__in=map(hash_of, first)).count() == 4
    assert here(wave, lotte).sent == 6


def test_the_same_form_sent_twice_makes_codes_once(log_in, wave, lotte):
    client = log_in(lotte)
    sheet(client, wave)
    answered = sheet(client, wave)
    assert answered.status_code == 302
    assert here(wave, lotte).sent == Invitation.objects.count() == 4
    assert "laget allerede" in client.get(answered.headers["Location"]).content.decode()


@pytest.mark.parametrize("number", ["", "0", "101", "x", "-1"])
def test_a_number_that_is_none_makes_no_codes(log_in, wave, lotte, number):
    assert sheet(log_in(lotte), wave, number).status_code == 422
    assert not Invitation.objects.exists()


def test_a_message_holds_one_code_in_both_languages(log_in, wave, lotte):
    page = log_in(lotte).post(f"/surveys/codes/{wave.pk}/message/", {"sent_before": 0})
    text = page.context["text"]
    (code,) = {word for word in text.split() if tidy(word)}
    assert Invitation.objects.get().token_sha256 == hash_of(code)
    assert text.count(code) == 2 and "Gå til" in text and "Du blir spurd" in text


def test_before_the_first_day_the_slips_say_when_it_is(log_in, fia, ada, lotte):
    first = timezone.localdate() + datetime.timedelta(days=3)
    wave = make_wave(fia, ada.office, opened=True, opens_on=first)
    page = sheet(log_in(lotte), wave)
    assert "Du kan svare fra" in page.content.decode()


def test_a_reminder_is_for_everybody_and_holds_no_code(log_in, wave, lotte):
    page = log_in(lotte).get(f"/surveys/codes/{wave.pk}/reminder/")
    assert not any(tidy(word) for word in page.context["text"].split())
    assert not Invitation.objects.exists()


def test_a_local_contact_gets_codes_for_her_own_office_alone(log_in, wave, finn, lotte):
    sheet(log_in(finn), wave)
    assert here(wave, finn).sent == 4
    assert here(wave, lotte).sent == 0
    WaveOffice.objects.filter(office=finn.office).delete()
    assert sheet(log_in(finn), wave, before=4).status_code == 404


def test_she_says_how_many_were_really_handed_out(log_in, wave, lotte):
    client = log_in(lotte)
    sheet(client, wave)
    address = f"/surveys/codes/{wave.pk}/handed-out/"
    assert client.post(address, {"number": 5}).status_code == 422
    client.post(address, {"number": 3})
    assert here(wave, lotte).handed_out == 3
    sheet(client, wave, number=2, before=4)
    assert here(wave, lotte).handed_out == 5


def test_each_field_of_her_page_has_an_id_of_its_own(log_in, wave, lotte):
    client = log_in(lotte)
    client.post(f"/surveys/codes/{wave.pk}/sheet/", {"number": 6, "sent_before": 0})
    page = client.get(f"/surveys/codes/{wave.pk}/").content.decode()
    ids = re.findall(r'<input[^>]* id="([^"]+)"', page)
    assert {"id_number", "handed_out_number"} < set(ids)
    assert len(set(ids)) == len(ids)


def test_a_wave_may_have_one_pool_without_offices(fia, ada, lotte):
    wave = make_wave(fia, ada.office, opened=True, names_offices=False)
    make_codes(lotte, wave, lotte.office, 3)
    assert set(Invitation.objects.values_list("office", flat=True)) == {None}
    assert here(wave, lotte).sent == 3


def test_when_the_wave_is_closed_or_the_office_has_left_there_are_no_codes(
    log_in, wave, fia, lotte, finn
):
    Office.objects.filter(pk=finn.office_id).update(status=Office.Status.LEFT)
    assert sheet(log_in(finn), wave).status_code == 404
    close_wave(fia, wave)
    assert sheet(log_in(lotte), wave).status_code == 404
    with pytest.raises(NoCodes):
        make_codes(lotte, wave, lotte.office, 1)
    with pytest.raises(NoCodes):
        say_handed_out(lotte, wave, lotte.office, 1)


def test_a_whole_office_gets_at_least_six_codes(log_in, fia, ada, lotte):
    for number in range(6):
        make_member(f"Kollega {number}", office=ada.office)
    wave = make_wave(fia, ada.office, opened=True, audience="office")
    with pytest.raises(TooFewForOffice):
        make_codes(lotte, wave, ada.office, 5)
    client = log_in(lotte)
    answered = client.post(f"/surveys/codes/{wave.pk}/message/", {"sent_before": 0})
    assert "minst seks" in client.get(answered.headers["Location"]).content.decode()
    assert not Invitation.objects.exists()
    assert len(make_codes(lotte, wave, ada.office, 6)) == 6
    assert len(make_codes(lotte, wave, ada.office, 1)) == 1


def test_how_many_is_suggested_from_who_works_there(log_in, wave, lotte, ada, bo, lena, lars):
    page = log_in(lotte).get(f"/surveys/codes/{wave.pk}/")
    assert page.context["fetch"]["number"].value() == 3
    sheet(log_in(lotte), wave, number=2)
    page = log_in(lotte).get(f"/surveys/codes/{wave.pk}/")
    assert page.context["fetch"]["number"].value() == 1


@pytest.mark.parametrize("who", ["fia", "pia"])
def test_who_reads_surveys_fetches_no_codes(log_in, wave, who, request):
    client = log_in(request.getfixturevalue(who))
    assert client.get(f"/surveys/codes/{wave.pk}/").status_code == 403
    assert sheet(client, wave).status_code == 403


def test_a_local_contact_reads_no_pages_of_researchers(log_in, wave, lotte):
    client = log_in(lotte)
    assert client.get("/surveys/").status_code == 403
    assert client.get(wave.get_absolute_url()).status_code == 403
    assert client.post(f"{wave.get_absolute_url()}close/").status_code == 403
    assert "/surveys/codes/" in client.get("/surveys/codes/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_fetch_at_once_get_codes_for_one(wave, lotte):
    made, start = [], threading.Barrier(2)

    def fetch():
        start.wait()
        try:
            made.extend(make_codes(lotte, wave, lotte.office, 4, sent_before=0))
        except Exception as error:
            made.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=fetch) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 5 and "FetchedMeanwhile" in made
    assert Invitation.objects.count() == here(wave, lotte).sent == 4


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, fia, ada, lotte, number, django_assert_num_queries
):
    for each in range(number):
        make_wave(fia, ada.office, opened=True, code=f"c{each}")
    client = log_in(lotte)
    client.get("/surveys/codes/")
    with django_assert_num_queries(5):
        client.get("/surveys/codes/")
