"""Who helps a person: inside Nav and outside, who does what, and what a liaison is shown."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from caseload import actions as caseload_actions
from caseload.models import Connection
from caseload.network import actions
from tests.factories import (
    make_closer,
    make_connection,
    make_contact,
    make_member,
    make_participant,
    make_placement,
    make_todo,
)

TODAY = timezone.localdate()
SECRETS = {
    "interests": "Sjakk",
    "support_at_work": "Rolig hjørne",
    "support_outside_work": "Hjelp med bolig",
    "phone": "900 00 001",
    "email": "blid@example.no",
    "benefit": "work_assessment_allowance",
}


def page(log_in, member, url):
    return log_in(member).get(url).content.decode()


# Who helps


def test_somebody_outside_nav_is_connected_with_who_does_what(log_in, ada, lampe):
    url = f"/participants/{lampe.pk}/network/"
    sent = {
        "kind": "school",
        "name": "Ida Lund",
        "works_at": "Fjordby videregående",
        "does": "Følger opp fagbrevet.",
        "phone": "22 22 22 22",
        "since": TODAY,
    }
    assert log_in(ada).post(f"{url}others/", sent).url == url
    shown = page(log_in, ada, url)
    for text in ["Ida Lund", "Fjordby videregående", "Følger opp fagbrevet.", "22 22 22 22"]:
        assert text in shown
    assert lampe.changes.filter(kind="connected").count() == 1


def test_somebody_at_nav_is_a_colleague_who_logs_in_or_a_name(log_in, ada, mia, lampe):
    client, url = log_in(ada), f"/participants/{lampe.pk}/network/nav/"
    colleague = {"kind": "liaison", "user": mia.user_id, "does": "Finner plass", "since": TODAY}
    assert client.post(url, colleague).status_code == 302
    by_name = {"kind": "assistive_technology", "name": "Nav Hjelpemidler", "does": "Stol"}
    assert client.post(url, by_name | {"since": TODAY}).status_code == 302
    shown = page(log_in, ada, f"/participants/{lampe.pk}/network/")
    assert "Mia" in shown and "Nav Hjelpemidler" in shown


@pytest.mark.parametrize(
    ("side", "typed", "field"),
    [
        ("others", {"kind": ""}, "kind"),
        ("others", {"kind": "liaison"}, "kind"),
        ("nav", {"kind": "school"}, "kind"),
        ("others", {"name": ""}, "name"),
        ("nav", {"name": ""}, "name"),
        ("others", {"does": ""}, "does"),
        ("others", {"phone": "ring meg"}, "phone"),
        ("others", {"email": "ida"}, "email"),
        ("others", {"since": TODAY + datetime.timedelta(days=1)}, "since"),
        ("others", {"since": "1899-01-01"}, "since"),
        ("nav", {"user": "999999"}, "user"),
    ],
)
def test_what_is_wrong_is_told_by_the_field(log_in, ada, lampe, side, typed, field):
    kind = {"others": "school", "nav": "colleague"}[side]
    sent = {"kind": kind, "name": "Ida Lund", "does": "Hjelper", "since": TODAY} | typed
    response = log_in(ada).post(f"/participants/{lampe.pk}/network/{side}/", sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Connection.objects.exists()


def test_only_colleagues_of_the_office_can_be_connected(log_in, ada, tor, olav, lampe):
    for stranger in [tor, olav]:
        sent = {"kind": "colleague", "user": stranger.user_id, "does": "Ser på", "since": TODAY}
        response = log_in(ada).post(f"/participants/{lampe.pk}/network/nav/", sent)
        assert response.status_code == 422


def test_the_same_colleague_is_connected_once(log_in, ada, mia, lampe):
    make_connection(ada, lampe, user=mia.user)
    sent = {"kind": "liaison", "user": mia.user_id, "does": "Finner plass", "since": TODAY}
    url = f"/participants/{lampe.pk}/network/nav/"
    assert "user" in log_in(ada).post(url, sent).context["form"].errors
    assert make_connection(ada, lampe, user=mia.user) == Connection.objects.get()
    with pytest.raises(ValidationError):
        again = {"kind": "liaison", "user": mia.user, "does": "x"}
        Connection(participant=lampe, **again).validate_constraints()


def test_a_form_sent_twice_is_one_helper(log_in, ada, lampe):
    for _ in range(2):
        sent = {"kind": "school", "name": "Ida Lund", "does": "Følger opp", "since": TODAY}
        log_in(ada).post(f"/participants/{lampe.pk}/network/others/", sent)
    assert Connection.objects.count() == 1


def test_what_is_written_can_be_changed_and_ended_and_stays_as_history(log_in, ada, lampe):
    connection = make_connection(ada, lampe)
    client = log_in(ada)
    sent = {"kind": "school", "name": "Ida Lie", "does": "Følger opp", "since": TODAY}
    client.post(f"/connections/{connection.pk}/edit/", sent)
    client.post(f"/connections/{connection.pk}/end/")
    connection.refresh_from_db()
    assert (connection.name, connection.until) == ("Ida Lie", TODAY)
    response = client.get(f"/participants/{lampe.pk}/network/")
    assert response.context["earlier"] == [connection]
    assert response.context["external"] == []


def test_a_follower_sees_the_next_contact(log_in, ada, bo, lampe):
    make_closer(ada, lampe, next_contact_on=datetime.date(2030, 1, 15))
    caseload_actions.let_follow(ada, lampe, colleague=bo.user)
    for url in [lampe.get_absolute_url(), f"/participants/{lampe.pk}/network/"]:
        assert "15. januar 2030" in page(log_in, bo, url)
    assert "15.01.2030" in page(log_in, bo, "/bench/")
    assert log_in(bo).get(f"/participants/{lampe.pk}/appointment.ics").status_code == 200


# What a connected liaison is shown


def connected(ada, mia, lampe):
    type(lampe).objects.filter(pk=lampe.pk).update(wish="Jobbe med trær", **SECRETS)
    make_placement(ada, lampe)
    make_contact(ada, lampe, note="Et notat fra samtalen", learned="Noe vi lærte")
    make_todo(ada, "Ringe verkstedet", participant=lampe)
    make_connection(ada, lampe, name="Ida Lund", works_at="Skolen", phone="22 22 22 23")
    return make_connection(ada, lampe, user=mia.user, does="Finner plass med trær")


def test_a_connected_liaison_sees_name_phase_wish_and_workplace_and_nothing_else(
    log_in, ada, mia, lampe
):
    connection = connected(ada, mia, lampe)
    for url in ["/connected/", f"/connected/{connection.pk}/"]:
        shown = page(log_in, mia, url)
        for text in ["Blid Lampe", "Fjordbygg", "Finner plass med trær"]:
            assert text in shown
        hidden = [*list(SECRETS.values())[:-1], "Et notat", "Noe vi lærte", "Ringe verkstedet"]
        hidden += ["Ida Lund", "22 22 22 23", "1991", "Solveig Hansen", str(lampe.pk)]
        assert [text for text in hidden if text in shown] == []
    assert "Jobbe med trær" in shown


def test_opening_the_masked_page_is_logged(log_in, ada, mia, lampe):
    connection = connected(ada, mia, lampe)
    log_in(mia).get(f"/connected/{connection.pk}/")
    entry = AuditEntry.objects.get(action="participant.open_masked")
    assert (entry.user, entry.subject_id) == (mia.user, str(lampe.pk))


@pytest.mark.parametrize("lost", ["ended", "follow-up ended", "protected", "other office", "role"])
def test_it_lasts_as_long_as_the_connection_and_no_longer(log_in, ada, mia, lampe, lost):
    connection = connected(ada, mia, lampe)
    if lost == "ended":
        actions.end_connection(ada, connection)
    elif lost == "follow-up ended":
        caseload_actions.end_follow_up(ada, lampe, why="Flyttet")
    elif lost == "protected":
        type(lampe).objects.update(protection="shielded")
    elif lost == "other office":
        mia.office = make_member("Nina").office
        mia.save()
    else:
        mia.role = Membership.Role.LOCAL_CONTACT
        mia.save()
    assert log_in(mia).get(f"/connected/{connection.pk}/").status_code in (403, 404)
    assert "Blid Lampe" not in page(log_in, mia, "/connected/")


def test_another_liaison_sees_nobody(log_in, ada, mia, lampe):
    connection = connected(ada, mia, lampe)
    nora = make_member("Nora", office=ada.office, role=Membership.Role.EMPLOYER_LIAISON)
    assert log_in(nora).get(f"/connected/{connection.pk}/").status_code == 404
    assert "Blid Lampe" not in page(log_in, nora, "/connected/")


def test_being_connected_gives_an_advisor_nothing_more(log_in, ada, bo, lampe):
    connection = make_connection(ada, lampe, user=bo.user, kind="colleague")
    client = log_in(bo)
    assert client.get(lampe.get_absolute_url()).status_code == 404
    assert client.get(f"/connections/{connection.pk}/edit/").status_code == 404


@pytest.mark.parametrize("whose", ["liaison", "person"])
def test_more_helpers_are_no_more_queries(
    log_in, ada, mia, lampe, whose, django_assert_max_num_queries
):
    member, url = {
        "liaison": (mia, "/connected/"),
        "person": (ada, f"/participants/{lampe.pk}/network/"),
    }[whose]
    client, counted = log_in(member), []
    for n in range(3):
        make_connection(ada, lampe, name=f"Hjelper {n}")
        make_connection(ada, make_participant(ada, f"Rask Bro {n}"), user=mia.user)
        client.get(url)
        with django_assert_max_num_queries(60) as captured:
            client.get(url)
        counted.append(len(captured))
    assert len(set(counted)) == 1
