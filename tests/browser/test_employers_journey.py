"""From the end of a placement to a table: what an employer is asked, and what becomes of it."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from mentors.endings.actions import end_placement
from mentors.letters.kinds import SurveyKind
from mentors.models import ContactPerson
from notifications import delivery
from notifications.working_days import next_working_day
from surveys.by_mail.actions import ask_by_mail
from surveys.by_mail.mails import write
from surveys.instruments.actions import take_in
from surveys.intake import release
from surveys.models import Batch, ConsentText, Invitation, Response
from surveys.waves import actions as wave_actions
from tests.browser.conftest import nb
from tests.browser.test_accessibility import look_at
from tests.browser.test_survey_answering import BOX, answer, press
from tests.factories import make_participant, make_placement, make_wave, make_workplace
from tests.mentors.mailing import path_in
from tests.surveys.mailing import make_employer
from tests.surveys.respondents import CONSENT_NB, CONSENT_NN, QUESTIONNAIRE, Respondent

A_WEEK_AGO = timezone.localdate() - datetime.timedelta(days=7)


@pytest.fixture
def wave(settings, tmp_path, fia, ada, tor):
    """Employers of both offices are asked, in a batch whose key the release process has made."""
    settings.RELEASE_KEYS = tmp_path / "keys"
    release.make_spare()
    text, _is_new = ConsentText.objects.get_or_create(
        number=1, defaults={"text_nb": CONSENT_NB, "text_nn": CONSENT_NN}
    )
    wave = make_wave(
        fia,
        ada.office,
        tor.office,
        version=take_in("employers", QUESTIONNAIRE),
        audience="employers",
        label="Arbeidsgivere 2026",
        consent=text,
    )
    return wave_actions.open_wave(fia, wave)


def test_an_employer_is_asked_answers_on_a_phone_and_is_counted_among_six(
    open_page, complaints, sink, wave, fia, ada, tor, lampe
):
    complaints.expect("status of 404")
    placement = started(ada, lampe, "Fjordbygg")
    employer = make_employer(ada, placement.workplace, agreed=False)
    says_yes(open_page(ada), placement, employer)
    ends(open_page(ada, phone=True), placement)
    others = [ended_too(member, number) for number, member in enumerate([ada, ada, tor, tor, tor])]
    the_clock_asks()
    assert sorted(mail["To"] for mail in sink.mails) == sorted([employer.email, *others])
    mails = {mail["To"]: mail for mail in sink.mails}

    researcher = open_page(fia)
    researcher.goto(wave.get_absolute_url())
    expect(researcher.locator("main")).to_contain_text("6 lenker sendt")
    before = researcher.locator("main").inner_text()
    phone = open_page(phone=True)
    answers(phone, path_in(mails[employer.email], "/surveys/a/"))
    for address in others:
        token = path_in(mails[address], "/surveys/a/").split("/")[3]
        assert Respondent(wave, token).send(time="agree").status_code == 303
    researcher.reload()
    assert researcher.locator("main").inner_text() == before
    assert Invitation.objects.filter(is_spent=True).count() == 6 and not Response.objects.exists()

    closes(researcher)
    [opened] = release.work(spares=0)
    assert (opened.state, opened.number, opened.wrong) == (Batch.State.RELEASED, 6, 0)
    researcher.goto(wave.get_absolute_url())
    expect(researcher.locator("main")).to_contain_text(nb("Ready for tables"))
    shows_table(researcher, wave)
    assert not list(release.keys.kept())


def started(member, participant, workplace):
    placement = make_placement(
        member, participant, workplace=make_workplace(member, workplace), mentor=False
    )
    placement.started_on = A_WEEK_AGO - datetime.timedelta(days=90)
    placement.save(update_fields=["started_on"])
    return placement


def says_yes(page, placement, employer):
    page.goto(placement.workplace.get_absolute_url())
    page.get_by_role("link", name=f"{nb('Surveys by e-mail')} {employer}").click()
    expect(page.locator("blockquote")).to_contain_text("frivillig")
    assert not look_at(page, "consent")
    press(page, "The person says yes")
    expect(
        page.get_by_role("button", name=nb("Does not want to be asked any more"))
    ).to_be_visible()
    assert not look_at(page, "consent given")


def ends(page, placement):
    page.goto(f"/placements/{placement.pk}/end/")
    day = date_format(A_WEEK_AGO, "d.m.Y")
    is_date = page.locator("input[name=ended_on]").get_attribute("type") == "date"
    page.locator("input[name=ended_on]").fill(A_WEEK_AGO.isoformat() if is_date else day)
    page.get_by_text(nb("The measure ended"), exact=True).click()
    page.locator(".hn-sticky button").click()
    expect(page.locator("h1")).to_contain_text("Blid Lampe")
    placement.refresh_from_db()
    assert placement.ended_on == A_WEEK_AGO


def ended_too(member, number):
    """The address of another employer, whose placement ended the same day."""
    placement = started(member, make_participant(member, f"Person {number}"), f"Bedrift {number}")
    employer = make_employer(member, placement.workplace, email=f"e{number}@bedrift.example")
    end_placement(member, placement, ended_on=A_WEEK_AGO, outcome="measure_ended")
    return ContactPerson.objects.get(pk=employer.pk).email


def the_clock_asks():
    """On the first working day from now, at ten."""
    day = next_working_day(timezone.localdate())
    ask_by_mail(timezone.make_aware(datetime.datetime.combine(day, datetime.time(10))))
    delivery.deliver_waiting(SurveyKind.values, write)
    ask_by_mail(timezone.now())


def answers(page, address):
    page.goto(address)
    assert address not in page.url
    page.get_by_label(nb(BOX)).check()
    press(page, "Begin")
    answer(page, "Jeg har tid nok", "Helt enig")
    press(page, "Next")
    page.get_by_label("Hvor mange følger du opp?").fill("3")
    press(page, "Next")
    press(page, "Send the answers")
    expect(page.locator("h1")).to_have_text(nb("Thank you for your answer"))
    page.goto(address)
    expect(page.locator("h1")).to_have_text(nb("This link or code no longer works"))


def closes(page):
    page.get_by_role("link", name=nb("Close the wave")).click()
    press(page, "Close the wave now")
    expect(page.locator("main")).to_contain_text(nb("Sealed"))


def shows_table(page, wave):
    page.goto(f"/surveys/tables/show/?wave={wave.pk}&item=time")
    row = page.get_by_role("row", name="Jeg har tid nok")
    expect(row.get_by_role("cell", name="6").first).to_be_visible()
