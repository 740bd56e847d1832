"""The demo's mailbox: what would have been sent, with links that work; nowhere but in a demo."""

import stat
from email.message import EmailMessage

import pytest

from notifications.mailbox import kept

PAGE = "/notifications/mailbox/"


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = settings.DEMO_MAILBOX = True
    settings.MAILBOX_DIR = tmp_path / "mailbox"


def make_mail(subject="Ny oppgave i hybridnav", *, html=True, attachment=False):
    mail = EmailMessage()
    mail["Subject"], mail["To"] = subject, "ada@demo.example"
    mail.set_content("Åpne den: http://127.0.0.1:8000/somewhere/?a=1\n")
    if html:
        mail.add_alternative(
            "<html><head></head><body><a href='/x/'>Åpne</a><script>1</script></body></html>",
            subtype="html",
        )
    if attachment:
        mail.add_attachment(
            b"BEGIN:VCALENDAR\r\n", maintype="text", subtype="calendar", filename="avtale.ics"
        )
    kept.keep(mail.as_bytes())


def page_of_newest(client):
    return client.get(f"{PAGE}{kept.ids()[0]}/")


def test_lists_the_newest_first_without_sign_in(client, demo, db):
    make_mail("Den første")
    make_mail("Den andre")
    page = client.get(PAGE)
    assert page.text.index("Den andre") < page.text.index("Den første")
    assert "ada@demo.example" in page.text


def test_an_empty_one_says_so(client, demo, db):
    assert client.get(PAGE).status_code == 200


def test_shows_the_text_with_links_that_can_be_clicked(client, demo, db):
    make_mail()
    text = page_of_newest(client).text
    assert 'href="http://127.0.0.1:8000/somewhere/?a=1"' in text


def test_shows_the_html_shut_in_by_a_policy_of_its_own(client, demo, db):
    make_mail()
    page = page_of_newest(client)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = client.get(f"{PAGE}{kept.ids()[0]}/html/")
    policy = html["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "script" not in policy
    assert html["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_blank">' in html.text


def test_a_mail_without_html_has_no_frame(client, demo, db):
    make_mail(html=False)
    assert "<iframe" not in page_of_newest(client).text


def test_an_attachment_can_be_taken(client, demo, db):
    make_mail(attachment=True)
    address = f"{PAGE}{kept.ids()[0]}/attachments/1/"
    assert address in page_of_newest(client).text
    response = client.get(address)
    assert response.content == b"BEGIN:VCALENDAR\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="avtale.ics"'
    assert client.get(f"{PAGE}{kept.ids()[0]}/attachments/2/").status_code == 404


def test_keeps_the_newest_only_and_shows_them_to_nobody_else_on_the_machine(
    demo, monkeypatch, settings
):
    monkeypatch.setattr(kept, "MOST", 3)
    for n in range(5):
        make_mail(f"Nr. {n}")
    assert [kept.read(mail_id).subject for mail_id in kept.ids()] == ["Nr. 4", "Nr. 3", "Nr. 2"]
    assert stat.S_IMODE(settings.MAILBOX_DIR.stat().st_mode) == 0o700


def test_many_are_on_pages(client, demo, db):
    for n in range(51):
        make_mail(f"Nr. {n}.")
    assert "Nr. 0." not in client.get(PAGE).text
    assert "Nr. 0." in client.get(PAGE, {"page": 2}).text


@pytest.mark.parametrize("mail_id", ["x", "..", "%2e%2e%2fkeys", "0-0"])
def test_what_is_no_mail_is_not_found(client, demo, db, mail_id):
    assert client.get(f"{PAGE}{mail_id}/").status_code == 404


@pytest.mark.parametrize("missing", ["DEMO", "DEMO_MAILBOX"])
def test_outside_a_demo_there_is_none(client, demo, db, settings, missing):
    make_mail()
    setattr(settings, missing, False)
    for path in ["", f"{kept.ids()[0]}/", f"{kept.ids()[0]}/html/"]:
        assert client.get(PAGE + path).status_code == 404
    assert PAGE not in client.get("/sign-in/login/").text


def test_the_sign_in_page_and_the_menu_lead_there(client, demo, log_in, ada):
    assert PAGE in client.get("/sign-in/login/").text
    assert PAGE in log_in(ada).get("/account/settings/").text
