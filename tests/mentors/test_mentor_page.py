"""The mentor's page: one link, four choices, no account, and nothing about the candidate."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from caseload.actions import arrange_stand_in, end_follow_up, reassign
from caseload.models import Participant
from mentors.actions import end_mentorship
from mentors.calls.actions import link_for
from mentors.endings.actions import end_placement
from mentors.models import Call, Contact, Mentorship
from notifications.models import Link
from tests.caseload.test_participant import filled
from tests.factories import make_call, make_placement, make_relation, make_start_agreement


@pytest.fixture
def relation(ada, lampe):
    ada.user.name, ada.user.work_phone = "Ada Berg", "404 00 111"
    ada.user.phone_hours = "Mandag til fredag, kl. 9 til 15"
    ada.user.save()
    return make_relation(ada, lampe)


@pytest.fixture
def link(relation):
    return link_for(relation)


@pytest.fixture
def solveig(link):
    """The mentor's browser, come by the link. `solveig.page` is where she is."""
    client = Client(enforce_csrf_checks=True)
    answer = client.get(f"/m/{link.token}/")
    assert answer.status_code == 303
    client.page = answer["Location"]
    return client


def send(client, chosen="call_me", **fields):
    page = client.get(client.page)
    return client.post(
        client.page,
        {
            "chosen": chosen,
            "submission": page.context["form"]["submission"].value(),
            "csrfmiddlewaretoken": page.context["csrf_token"],
        }
        | fields,
    )


def text_of(response):
    return response.content.decode()


def test_says_who_the_contact_at_nav_is_and_what_to_do_in_danger(solveig):
    text = text_of(solveig.get(solveig.page))
    for said in ["Ada Berg", "404 00 111", "kl. 9 til 15", 'href="tel:112"', 'href="tel:113"']:
        assert said in text


def test_says_who_answers_while_she_is_away(ada, bo, solveig):
    bo.user.work_phone = "404 00 222"
    bo.user.save()
    arrange_stand_in(ada, stand_in=bo.user, until_on=timezone.localdate())
    text = text_of(solveig.get(solveig.page))
    assert "404 00 222" in text
    assert "404 00 111" not in text


def test_says_nothing_about_the_candidate_or_the_workplace(lampe, solveig):
    sent = send(solveig)
    for page in [solveig.page, sent["Location"]]:
        text = text_of(solveig.get(page))
        for secret in ["Blid", "Lampe", "BL", "Fjordbygg", "Fjordby", lampe.get_phase_display()]:
            assert secret not in text


def test_what_is_sent_is_one_call_of_this_relation(relation, solveig):
    answer = send(solveig, "worried", words="Jeg er usikker.", preferred_time="etter kl. 14")
    assert answer.status_code == 302
    call = Call.objects.get()
    assert (call.relation, call.chosen) == (relation, "worried")
    assert (call.words, call.preferred_time) == ("Jeg er usikker.", "etter kl. 14")


def test_the_thanks_page_can_be_loaded_again(solveig):
    thanks = send(solveig)["Location"]
    assert [solveig.get(thanks).status_code for _ in range(3)] == [200, 200, 200]
    assert Call.objects.count() == 1


def test_the_words_are_not_readable_in_the_database(relation):
    make_call(relation, words="Jeg er usikker.")
    [stored] = Call.objects.raw("SELECT id, words::text AS sealed FROM mentors_call")
    assert "usikker" not in stored.sealed


def test_a_choice_has_to_be_made(solveig):
    answer = send(solveig, "")
    assert answer.status_code == 422
    assert not Call.objects.exists()


def test_a_form_without_its_token_is_refused(solveig):
    answer = solveig.post(solveig.page, {"chosen": "call_me", "submission": uuid.uuid4()})
    assert answer.status_code == 403
    assert not Call.objects.exists()


@pytest.mark.parametrize("origin", ["null", None, "http://testserver"])
def test_browsers_that_tell_no_origin_can_send(solveig, origin):
    solveig.defaults = {"HTTP_ORIGIN": origin} if origin else {}
    assert send(solveig).status_code == 302


def test_a_form_of_another_site_is_refused(solveig):
    solveig.defaults = {"HTTP_ORIGIN": "https://else.example"}
    assert send(solveig).status_code == 403


def test_tells_no_other_site_and_stays_in_no_cache(link, solveig):
    thanks = send(solveig)["Location"]
    for page in [f"/m/{link.token}/", solveig.page, thanks, "/m/unknown/"]:
        answer = solveig.get(page)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_an_answer_is_no_contact_and_moves_no_next_one(lampe, solveig):
    before = Participant.objects.values().get(pk=lampe.pk)
    send(solveig, "all_well")
    send(solveig, "call_me")
    assert Participant.objects.values().get(pk=lampe.pk) == before
    assert not Contact.objects.exists()


def test_is_there_in_bokmål_nynorsk_english_and_easy_bokmål(solveig):
    said = {}
    for words in ["nb", "nn", "en", "easy"]:
        token = solveig.get(solveig.page).context["csrf_token"]
        solveig.post(f"{solveig.page}words/", {"words": words, "csrfmiddlewaretoken": token})
        text = text_of(solveig.get(solveig.page))
        said[words] = text[text.index("<h1") : text.index("</h1>")]
        assert f'<html lang="{"nb" if words == "easy" else words}"' in text
    assert len(set(said.values())) >= 3
    assert said["easy"] != said["nb"]


def test_a_language_there_is_not_changes_nothing(solveig):
    token = solveig.get(solveig.page).context["csrf_token"]
    answer = solveig.post(f"{solveig.page}words/", {"words": "no", "csrfmiddlewaretoken": token})
    assert not answer.cookies


def test_another_browser_needs_the_token(solveig):
    assert Client().get(solveig.page).status_code == 404
    assert Client().get(f"{solveig.page}thanks/").status_code == 404


def is_over(solveig):
    return solveig.get(solveig.page).status_code == 404


def link_is_revoked(link):
    return Link.objects.get(pk=link.pk).revoked_at is not None


def test_is_taken_back_at_once_when_the_follow_up_ends(ada, lampe, link, solveig):
    end_follow_up(ada, lampe, why="Flyttet")
    assert is_over(solveig)
    assert link_is_revoked(link)


def test_is_taken_back_at_once_when_somebody_else_takes_over(ada, bo, lampe, link, solveig):
    reassign(ada, [lampe], to=bo)
    assert is_over(solveig)
    assert link_is_revoked(link)


@pytest.mark.parametrize("protection", ["confidential", "sealed", "shielded"])
def test_is_over_when_the_candidate_is_protected(lampe, solveig, protection):
    Participant.objects.filter(pk=lampe.pk).update(protection=protection)
    assert is_over(solveig)


def test_is_taken_back_at_once_when_the_candidate_no_longer_agrees(ada, lampe, link, solveig):
    placement = lampe.placements.get()
    make_start_agreement(ada, placement, version=1, contact_agreed_on=None)
    assert is_over(solveig)
    assert link_is_revoked(link)


def test_is_taken_back_at_once_when_the_placement_ends(ada, lampe, link, solveig):
    end_placement(
        ada, lampe.placements.get(), ended_on=timezone.localdate(), outcome="better_prepared"
    )
    assert is_over(solveig)
    assert link_is_revoked(link)


def test_is_taken_back_at_once_when_somebody_else_is_mentor(ada, link, solveig):
    end_mentorship(ada, Mentorship.objects.get(), ended_on=timezone.localdate())
    assert is_over(solveig)
    assert link_is_revoked(link)


def test_goes_on_while_the_mentor_has_another_candidate(ada, lampe, relation, solveig):
    other = Participant.objects.create(office=ada.office, advisor=ada.user, name="Rolig Kopp")
    placement = make_placement(ada, other, workplace=relation.mentor.workplace, mentor=False)
    Mentorship.objects.create(placement=placement, mentor=relation.mentor)
    make_start_agreement(ada, placement, contact_agreed_on=timezone.localdate())
    end_follow_up(ada, lampe, why="Flyttet")
    assert solveig.get(solveig.page).status_code == 200
    assert send(solveig).status_code == 302


def test_a_form_that_stood_open_is_refused_when_it_is_over(ada, lampe, solveig):
    page = solveig.get(solveig.page)
    end_follow_up(ada, lampe, why="Flyttet")
    sent = {
        "chosen": "call_me",
        "submission": page.context["form"]["submission"].value(),
        "csrfmiddlewaretoken": page.context["csrf_token"],
    }
    assert solveig.post(solveig.page, sent).status_code == 404
    assert not Call.objects.exists()


def test_there_is_no_link_before_the_candidate_has_agreed(ada, lampe, log_in):
    placement = make_placement(ada, lampe)
    answer = log_in(ada).post(f"/mentorships/{placement.mentorships.get().pk}/link/")
    assert answer.status_code == 200
    assert "/m/" not in text_of(answer)


def test_the_advisor_is_shown_the_link_by_a_click_that_is_logged(ada, link, log_in):
    mentorship = Mentorship.objects.get()
    answer = log_in(ada).post(f"/mentorships/{mentorship.pk}/link/")
    assert f"/m/{link.token}/" in text_of(answer)
    assert ada.user.audit_entries.filter(action="mentor_link.show").count() == 1
    assert log_in(ada).get(f"/mentorships/{mentorship.pk}/link/").status_code == 405


def test_phone_and_hours_are_written_in_settings(ada, log_in):
    client = log_in(ada)
    written = {"work_phone": "404 00 333", "phone_hours": "9–15"}
    answer = client.post("/account/settings/", filled(client, "/account/settings/", **written))
    assert answer.status_code == 302
    ada.user.refresh_from_db()
    assert (ada.user.work_phone, ada.user.phone_hours) == ("404 00 333", "9–15")
