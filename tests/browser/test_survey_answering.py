"""Answering a survey in a browser: on a phone, without JavaScript, with a network that goes."""

import pytest
from playwright.sync_api import expect

from surveys.invitations.codes import new_code
from tests.browser.conftest import nb
from tests.browser.test_accessibility import axe
from tests.surveys.respondents import answers_to, invite, make_open_wave

BOX = "I have read this, and I want to take part."


@pytest.fixture
def wave(db):
    return make_open_wave()


@pytest.fixture
def address(wave):
    return f"/surveys/a/{invite(wave)}/"


def press(page, text):
    page.get_by_role("button", name=nb(text), exact=True).click()


def begin(page, address):
    page.goto(address)
    page.get_by_label(nb(BOX)).check()
    press(page, "Begin")
    is_on(page, "Støtte")


def is_on(page, heading):
    expect(page.locator("h1")).to_have_text(heading)


def answer(page, statement, choice):
    page.get_by_role("group", name=statement).get_by_label(choice).check()


def how_many(page):
    return page.get_by_label("Hvor mange følger du opp?")


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('survey-'))")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_whole_way_on_a_phone(open_page, wave, address, complaints, javascript):
    complaints.expect("status of 404")
    page = open_page(phone=True, java_script_enabled=javascript)
    page.goto(address)
    assert address not in page.url
    press(page, "Begin")
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    page.get_by_label(nb(BOX)).check()
    press(page, "Begin")
    is_on(page, "Støtte")
    answer(page, "Jeg har tid nok", "Helt enig")
    answer(page, "Jeg får hjelp når jeg ber om det", "Helt uenig")
    press(page, "Next")
    is_on(page, "Å følge opp tett")
    how_many(page).fill("mange")
    press(page, "Next")
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    assert how_many(page).input_value() == "mange"
    how_many(page).fill("50")
    if not javascript:
        press(page, "Next")
    page.get_by_label("Hva gjør du når det er så mange?").fill("Ringer\nflere")
    page.get_by_label("Telefon").check()
    page.get_by_label("Besøk").check()
    press(page, "Next")
    page.get_by_label("Hvem skulle ha hjulpet deg?").fill("Ingen")
    press(page, "Back")
    assert how_many(page).input_value() == "50"
    press(page, "Next")
    assert page.get_by_label("Hvem skulle ha hjulpet deg?").input_value() == "Ingen"
    press(page, "Next")
    is_on(page, nb("Send your answers"))
    assert answers_to(wave) == []
    press(page, "Send the answers")
    is_on(page, nb("Thank you for your answer"))
    (sent,) = answers_to(wave)
    assert sent.pop("why").split() == ["Ringer", "flere"]
    assert sent == {
        "time": "agree",
        "help": "disagree",
        "people": 50,
        "ways": ["visit", "phone"],
        "alone": "Ingen",
    }
    page.goto(address)
    is_on(page, nb("This link or code no longer works"))


def test_by_a_code_from_a_sheet(open_page, wave):
    page = open_page(phone=True)
    code = invite(wave, new_code())
    page.goto("/surveys/code/")
    page.get_by_label(nb("Your code")).fill("hemmelig")
    press(page, "Go on")
    expect(page.locator(".aksel-error-summary")).to_contain_text("7KQM")
    page.get_by_label(nb("Your code")).fill(code.lower().replace("-", " "))
    press(page, "Go on")
    expect(page.get_by_label(nb(BOX))).to_be_visible()


def test_questions_come_and_go_as_they_are_answered(open_page, address):
    page = open_page()
    begin(page, address)
    press(page, "Next")
    more = page.get_by_label("Hva gjør du når det er så mange?")
    expect(more).to_be_hidden()
    how_many(page).press_sequentially("41")
    expect(more).to_be_visible()
    more.fill("Det her")
    how_many(page).fill("40")
    expect(more).to_be_hidden()
    how_many(page).fill("42")
    assert more.input_value() == "Det her"


def test_without_javascript_nothing_is_shown_that_is_not_asked(open_page, address):
    page = open_page(java_script_enabled=False)
    begin(page, address)
    press(page, "Next")
    expect(page.get_by_label("Hva gjør du når det er så mange?")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_another_language_keeps_what_was_answered(open_page, wave, address, javascript):
    page = open_page(phone=True, java_script_enabled=javascript)
    begin(page, address)
    answer(page, "Jeg har tid nok", "Vet ikke")
    press(page, "Nynorsk")
    expect(page.get_by_text("Kor einig er du i dette?")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "nn"
    expect(
        page.get_by_role("group", name="Jeg har tid nok").get_by_label("Veit ikkje")
    ).to_be_checked()
    page.get_by_role("button", name="Neste").click()
    how_many(page).fill("3")
    how_many(page).press("Enter")
    is_on(page, "Send svara dine")
    page.get_by_role("button", name="Send svara").click()
    is_on(page, "Takk for svaret")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    assert answers_to(wave) == [{"time": "dont_know", "people": 3}]


def test_without_a_network_the_page_stays_and_goes_on_later(open_page, wave, address, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = open_page(phone=True)
    begin(page, address)
    press(page, "Next")
    how_many(page).fill("7")
    page.context.set_offline(True)
    press(page, "Next")
    expect(page.locator("#status")).to_have_text(
        nb("You are offline. What you answered is not lost. Try again when you are online.")
    )
    assert how_many(page).input_value() == "7"
    page.context.set_offline(False)
    press(page, "Next")
    is_on(page, nb("Send your answers"))
    page.context.set_offline(True)
    press(page, "Send the answers")
    expect(page.locator("#status")).not_to_be_empty()
    assert kept(page)
    page.context.set_offline(False)
    press(page, "Send the answers")
    is_on(page, nb("Thank you for your answer"))
    assert answers_to(wave) == [{"people": 7}]
    assert kept(page) == []


def test_a_draft_waits_in_this_browser_and_is_deleted_when_it_is_sent(open_page, wave, address):
    page = open_page(phone=True)
    begin(page, address)
    answer(page, "Jeg har tid nok", "Helt enig")
    press(page, "Next")
    how_many(page).fill("8")
    page.goto("/help/")
    page.goto(address)
    expect(page.get_by_text(nb("You have begun to answer in this browser."))).to_be_visible()
    press(page, "Go on where you were")
    expect(how_many(page)).to_have_value("8")
    press(page, "Next")
    press(page, "Send the answers")
    is_on(page, nb("Thank you for your answer"))
    assert kept(page) == []
    assert answers_to(wave) == [{"time": "agree", "people": 8}]


def test_a_draft_can_be_deleted_and_is_nobody_elses(open_page, wave, address):
    page = open_page(phone=True)
    begin(page, address)
    answer(page, "Jeg har tid nok", "Helt enig")
    other = f"/surveys/a/{invite(wave)}/"
    begun = page.get_by_text(nb("You have begun to answer in this browser."))
    page.goto(other)
    expect(begun).to_be_hidden()
    page.goto(address)
    press(page, "Delete it and begin anew")
    expect(begun).to_be_hidden()
    assert kept(page) == []


def test_the_browsers_own_buttons_lose_nothing(open_page, address):
    page = open_page(phone=True)
    begin(page, address)
    answer(page, "Jeg har tid nok", "Helt enig")
    press(page, "Next")
    how_many(page).fill("9")
    page.go_back()
    is_on(page, "Støtte")
    expect(
        page.get_by_role("group", name="Jeg har tid nok").get_by_label("Helt enig")
    ).to_be_checked()
    page.go_forward()
    expect(how_many(page)).to_have_value("9")
    page.reload()
    expect(how_many(page)).to_have_value("9")


def test_a_page_that_was_open_too_long_goes_on_by_itself_or_says_so(open_page, address, complaints):
    complaints.expect("status of 403")
    page = open_page(phone=True)
    begin(page, address)
    answer(page, "Jeg har tid nok", "Helt enig")
    page.context.clear_cookies(name="csrftoken")
    press(page, "Next")
    expect(page.locator(".hn-answering__notice")).to_be_visible()
    expect(
        page.get_by_role("group", name="Jeg har tid nok").get_by_label("Helt enig")
    ).to_be_checked()
    press(page, "Next")
    expect(how_many(page)).to_be_visible()


def middles(elements):
    """Where the middle of each is, from the left."""
    boxes = [element.bounding_box() for element in elements.all()]
    return [box["x"] + box["width"] / 2 for box in boxes]


def columns(page):
    """How many radios of the first statement stand at the same height."""
    tops = (
        page.locator(".hn-matrix__row")
        .first.locator("input")
        .evaluate_all("(all) => all.map((each) => Math.round(each.getBoundingClientRect().top))")
    )
    return len(tops) - len(set(tops)) + 1


def test_a_matrix_is_a_table_on_a_wide_screen_and_statements_on_a_narrow_one(open_page, address):
    page = open_page()
    begin(page, address)
    head = page.locator(".hn-matrix__head")
    expect(head).to_be_visible()
    of_head = middles(head.locator(".hn-matrix__choice"))
    of_row = middles(page.locator(".hn-matrix__row").first.locator("input"))
    assert all(abs(one - other) <= 1 for one, other in zip(of_head, of_row, strict=True))
    page.set_viewport_size({"width": 720, "height": 450})  # as at 200 %
    expect(head).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    page.set_viewport_size({"width": 320, "height": 640})
    assert columns(page) == 1
    assert page.get_by_role("group", name="Jeg har tid nok").count() == 1


def test_can_be_answered_with_the_keyboard_alone(open_page, wave, address):
    page = open_page()
    begin(page, address)
    page.locator("h1").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    expect(
        page.get_by_role("group", name="Jeg har tid nok").get_by_label("Verken eller")
    ).to_be_checked()


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_for_axe_to_find_and_nothing_to_scroll_sideways_to(open_page, address, width):
    page, found = open_page(size={"width": width, "height": 800}), []

    def look(name):
        page.mouse.move(0, 0)
        found.extend(axe(page, name))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name} scrolls sideways")

    page.goto("/surveys/code/")
    press(page, "Go on")
    look("code")
    page.goto(address)
    look("intro")
    press(page, "Begin")
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    look("intro without the box")
    page.get_by_label(nb(BOX)).check()
    press(page, "Begin")
    is_on(page, "Støtte")
    answer(page, "Jeg har tid nok", "Helt enig")
    look("matrix")
    press(page, "Next")
    how_many(page).fill("mange")
    press(page, "Next")
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    look("errors")
    how_many(page).fill("50")
    press(page, "Next")
    is_on(page, nb("Send your answers"))
    look("review")
    press(page, "Send the answers")
    is_on(page, nb("Thank you for your answer"))
    look("thanks")
    assert not found


def test_the_first_page_on_a_phone_is_small(open_page, address):
    page = open_page(phone=True)
    weighed = {}
    page.on("response", lambda answer: weighed.setdefault(answer.url, answer))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    asked = {url.rsplit("/", 1)[-1] for url in weighed}
    assert not any("htmx" in name or name.startswith(("app.js", "components")) for name in asked)
