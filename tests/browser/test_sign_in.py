"""Coming in and going out."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import nb
from tests.factories import make_member, make_office

PASSWORD = "en lang og god setning"


@pytest.fixture
def eva(db):
    """An advisor who signs in with a password."""
    return make_member("Eva", office=make_office("Nav Fjordby"), password=PASSWORD)


def sign_in(page, email, password):
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")


def test_with_a_password_she_comes_to_the_page_she_asked_for(open_page, eva):
    page = open_page()
    page.goto("/stand-ins/")
    expect(page).to_have_title(f"{nb('Sign in')} – hybridnav")
    sign_in(page, eva.user.email, PASSWORD)
    page.wait_for_url("**/stand-ins/")
    expect(page.locator(".hn-header")).to_contain_text("Eva")


def test_a_wrong_password_is_told_and_the_address_kept(open_page, eva):
    page = open_page()
    page.goto("/")
    sign_in(page, eva.user.email, "feil")
    expect(page.locator(".aksel-error-message, .aksel-error-summary").first).to_be_visible()
    expect(page.locator("[name=login]")).to_have_value(eva.user.email)
    expect(page.locator("[name=password]")).to_have_value("")


def test_in_the_demo_one_click_is_enough(open_page, ada, settings):
    settings.DEMO = True
    ada.user.email = "ada@demo.example"
    ada.user.save(update_fields=["email"])
    page = open_page()
    page.goto("/")
    page.get_by_role("button", name=nb("Ada, advisor")).click()
    page.wait_for_url("**/bench/")


def test_signing_out_ends_the_session(ada_page):
    ada_page.goto("/bench/")
    ada_page.locator(".hn-header__user").click()
    ada_page.get_by_role("button", name=nb("Sign out")).click()
    ada_page.wait_for_url("**/sign-in/login/**")
    ada_page.goto("/bench/")
    expect(ada_page).to_have_title(f"{nb('Sign in')} – hybridnav")


def test_the_language_is_chosen_before_signing_in(open_page):
    page = open_page()
    page.goto("/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
