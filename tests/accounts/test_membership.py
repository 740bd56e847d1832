"""Who acts for which office in which role."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Membership, User
from tests.factories import make_office

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def ada_leads_granvik(ada):
    return Membership.objects.create(
        user=ada.user,
        office=make_office("Nav Granvik"),
        role=Membership.Role.OFFICE_LEADER,
        starts_on=YESTERDAY,
    )


def test_she_switches_between_her_memberships(log_in, ada, ada_leads_granvik):
    client = log_in(ada)
    assert client.get("/bench/").status_code == 200
    client.post("/account/membership/", {"membership": ada_leads_granvik.pk})
    assert client.get("/bench/").status_code == 403
    assert client.get("/bench/office/").wsgi_request.membership == ada_leads_granvik


@pytest.mark.parametrize("value", ["", "0", "x", "999999999999999999999", "\U0001f600"])
def test_she_cannot_switch_to_what_is_not_hers(log_in, ada, lars, value):
    client = log_in(ada)
    assert client.post("/account/membership/", {"membership": value}).status_code == 404
    assert client.post("/account/membership/", {"membership": lars.pk}).status_code == 404


def test_an_ended_membership_is_no_way_in(log_in, ada):
    Membership.objects.filter(pk=ada.pk).update(ends_on=YESTERDAY)
    assert log_in(ada).get("/bench/").status_code == 403


def test_a_membership_that_begins_tomorrow_is_no_way_in(log_in, ada):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    Membership.objects.filter(pk=ada.pk).update(starts_on=tomorrow)
    assert log_in(ada).get("/bench/").status_code == 403


def test_a_membership_is_at_an_office_or_in_a_county_not_both(ada):
    both = Membership(
        user=ada.user, office=ada.office, county=ada.office.county, role=Membership.Role.ADVISOR
    )
    with pytest.raises(ValidationError):
        both.full_clean()


def test_language_and_theme_are_chosen_and_kept(log_in, ada):
    client = log_in(ada)
    mails = {"digest": "daily", "digest_weekday": "0", "digest_at": "07:30"}
    client.post("/account/settings/", {"language": "nn", "theme": "dark"} | mails)
    ada.user.refresh_from_db()
    assert (ada.user.language, ada.user.theme) == ("nn", "dark")
    page = client.get("/bench/").content.decode()
    assert 'lang="nn"' in page
    assert 'class="dark"' in page


def test_one_click_sign_in_exists_only_in_the_demo(client, ada, settings):
    ada.user.email = "ada@demo.example"
    ada.user.save(update_fields=["email"])
    address = {"email": "ada@demo.example"}
    assert client.post("/account/demo-sign-in/", address).status_code == 404
    assert "ada@demo.example" not in client.get("/sign-in/login/").content.decode()
    settings.DEMO = True
    assert client.post("/account/demo-sign-in/", address).status_code == 302
    assert client.get("/bench/").status_code == 200


def test_one_click_sign_in_is_for_the_cast_only(client, ada, settings):
    settings.DEMO = True
    assert client.post("/account/demo-sign-in/", {"email": ada.user.email}).status_code == 404


def test_signing_up_is_closed(client, db):
    passwords = dict.fromkeys(["password1", "password2"], "langt nok passord")
    client.post("/sign-in/signup/", {"email": "x@y.example"} | passwords)
    assert not User.objects.exists()


def test_a_forgotten_password_is_reset_by_mail_that_names_nobody_else(client, ada, mailoutbox):
    client.post("/sign-in/password/reset/", {"email": ada.user.email})
    (mail,) = mailoutbox
    assert mail.to == [ada.user.email]
    assert "/sign-in/password/reset/key/" in mail.body


def test_signing_in_with_a_password_works(client, ada):
    ada.user.set_password("hemmelig fjord 22")
    ada.user.save(update_fields=["password"])
    response = client.post(
        "/sign-in/login/", {"login": ada.user.email, "password": "hemmelig fjord 22"}
    )
    assert response.status_code == 302
    assert client.get("/bench/").status_code == 200


@pytest.mark.parametrize("has_a_role", [True, False])
def test_whoever_is_shut_out_is_out_at_once(log_in, ada, has_a_role):
    client = log_in(ada)
    if not has_a_role:
        Membership.objects.update(ends_on=YESTERDAY)
    assert client.get("/bench/").status_code == (200 if has_a_role else 403)
    User.objects.update(is_active=False)
    assert client.get("/bench/").url.startswith("/sign-in/login/")
