"""Every page gives each what the tables of permissions.py say. A new page fails until somebody has
decided."""

from functools import partial

import pytest
from django.urls import reverse

from accounts.middleware import CurrentMembership
from caseload.models import Participant
from mentors.models import Placement
from tests.addresses import our_url_names
from tests.asking import Seen, see, somewhere_else, written_by
from tests.factories import (
    make_connection,
    make_opening,
)
from tests.permissions import (
    BY_LINK,
    BY_LINK_POST,
    CAST,
    EXPECTED,
    EXPECTED_POST,
    NOT_THERE,
    OPEN_TO_EVERYBODY,
)


def rows(table):
    return [(name, who, row[CAST.index(who)]) for name, row in table.items() for who in CAST]


def test_every_page_is_in_the_table(record_property):
    tables = {*EXPECTED, *EXPECTED_POST, *OPEN_TO_EVERYBODY, *BY_LINK, *BY_LINK_POST}
    record_property("counted", {"pages without a row": len({*our_url_names()} - tables)})
    assert set(our_url_names()) == tables


def test_without_sign_in_there_is_only_the_sign_in_page(client, url_for):
    def ask(name):
        response = (client.get if name in EXPECTED else client.post)(url_for(name))
        to_sign_in = response.status_code == 302 and response.url.startswith("/sign-in/login/")
        return "sign in" if to_sign_in else response.status_code

    names = [*EXPECTED, *EXPECTED_POST]
    expected = dict.fromkeys(names, "sign in") | dict.fromkeys(NOT_THERE, 404)
    assert {name: ask(name) for name in names} == expected


@pytest.mark.parametrize("name", sorted(OPEN_TO_EVERYBODY - {"set_language"}))
def test_pages_of_text_are_open(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("who", [None, *CAST])
def test_without_its_token_a_link_opens_nothing(log_in, client, url_for, who, request):
    """Whoever is signed in, and though it is a link that stands."""
    client = log_in(request.getfixturevalue(who)) if who else client
    for name in sorted(BY_LINK):
        assert client.get(url_for(name)).status_code == 404
        assert client.post(url_for(name)).status_code in (404, 405)


def count(record_property, expected, found, writing=(), other_requests=0):
    """Adds to what `make test-access` prints."""
    opened = (200, 302, 422)
    wrong = [name for name in expected if found[name] != expected[name]]
    permits = [name for name in wrong if found[name] in opened and expected[name] not in opened]
    denies = [name for name in wrong if found[name] not in opened and expected[name] in opened]
    figures = {
        "decisions": len(expected),
        "requests": len(expected) + other_requests,
        "wrong permits": len(permits),
        "wrong denies": len(denies),
        "GETs that write": len(writing),
    }
    record_property("counted", figures)


@pytest.mark.parametrize("who", CAST)
def test_each_member_gets_what_the_table_says_and_writes_nothing(
    log_in, url_for, who, request, record_property
):
    """One test for each person: the rows are asked one after the other, and listed when wrong."""
    client = log_in(request.getfixturevalue(who))
    expected = {name: row[CAST.index(who)] for name, row in EXPECTED.items()}
    asked = {name: written_by(partial(client.get, url_for(name))) for name in EXPECTED}
    found = {name: answer.status_code for name, (answer, _) in asked.items()}
    writing = {name: written for name, (_, written) in asked.items() if written}
    count(record_property, expected, found, writing)
    assert found == expected
    assert writing == {}


def test_without_sign_in_nothing_is_written_either(client, url_for):
    for name in [*EXPECTED, *OPEN_TO_EVERYBODY, *BY_LINK, *BY_LINK_POST]:
        written = written_by(partial(client.get, url_for(name)))[1]
        assert (name, written) == (name, {})


@pytest.mark.parametrize("who", [who for who in CAST if who != "ada"])
def test_what_one_may_not_know_of_is_like_what_is_not_there(
    log_in, url_for, who, request, record_property
):
    """Body, headers and number of queries."""
    client = log_in(request.getfixturevalue(who))
    told_apart, asked = {}, 0
    for name, row in EXPECTED.items():
        elsewhere = row[CAST.index(who)] == 404 and somewhere_else(url := url_for(name))
        if elsewhere:
            asked += 2
            secret, absent = see(client, url), see(client, elsewhere)
            if secret != absent:
                told_apart[name] = [
                    part for part in Seen._fields if getattr(secret, part) != getattr(absent, part)
                ]
    figures = {"requests": asked, "pages told apart from absent ones": len(told_apart)}
    record_property("counted", figures)
    assert told_apart == {}


def test_a_page_that_writes_is_found(lampe):
    def page():
        Participant.objects.filter(pk=lampe.pk).update(wish="x")
        return "answered"

    answer, written = written_by(page)
    assert (answer, written["caseload_participant"]) == ("answered", 1)


def test_a_page_that_tells_by_a_query_more_is_found(log_in, bo, lampe, monkeypatch):
    def looks_twice(self, request, view, args, kwargs):
        if Participant.objects.filter(pk=kwargs["participant_id"]).exists():
            Participant.objects.count()

    monkeypatch.setattr(CurrentMembership, "process_view", looks_twice)
    client, url = log_in(bo), f"/participants/{lampe.pk}/"
    assert see(client, url).queries == see(client, somewhere_else(url)).queries + 1


@pytest.mark.parametrize("who", CAST)
def test_each_member_may_post_what_the_table_says(log_in, url_for, who, request, record_property):
    client = log_in(request.getfixturevalue(who))
    expected = {name: row[CAST.index(who)] for name, row in EXPECTED_POST.items()}
    found = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    count(record_property, expected, found)
    assert found == expected


@pytest.mark.parametrize("who", [who for who in CAST if who != "ada"])
def test_nobody_else_changes_anything_by_posting(log_in, url_for, lampe, who, request):
    """Every form, sent with nothing and with rubbish: no page writes for who may not."""
    client = log_in(request.getfixturevalue(who))
    for name in EXPECTED:
        if name == "caseload:participant_end" and who == "lars":
            continue
        client.post(url_for(name), {"why": "x", "name": "x", "needs": "nobody"})
    lampe.refresh_from_db()
    assert lampe.name == "Blid Lampe"
    assert lampe.ended_on is None
    assert Placement.objects.get(participant=lampe).ended_on is None


# What a reason opens: to read. Any other page about the person is forbidden, a new one as well
# until somebody has decided; nobody with a reason has it on her bench.
READ_WITH_A_REASON = {
    "caseload:participant_detail",
    "caseload:appointment",
    "caseload:consent_list",
    "caseload:consent_told",
    "caseload:plan",
    "caseload:measure_list",
    "caseload:todo_panel",
    "caseload:connection_list",
    "mentors:timeline",
    "mentors:placement_panel",
    "mentors:start_agreement",
}
# Between colleagues, or one person's own: no reason shows that it exists.
NOT_OPENED_BY_A_REASON = {
    f"{app}:{name}"
    for app, names in {
        "caseload": (
            "handover_receipt handover_offer agreement_detail agreement_edit review_detail "
            "review_invite review_item todo_finish todo_drop todo_hand connection_edit"
        ),
        "mentors": "import_mapping import_preview call_detail",
        "reflection": (
            "onboarding_detail onboarding_buddy onboarding_end path_step "
            "private_edit private_delete"
        ),
    }.items()
    for name in names.split()
}


@pytest.mark.parametrize("who", ["bo", "lars"])
def test_with_a_reason_one_reads_and_changes_nothing(log_in, url_for, lampe, who, request):
    member = request.getfixturevalue(who)
    client = log_in(member)
    make_opening(member, lampe)
    about_her = [n for n, row in EXPECTED.items() if row[CAST.index("bo")] == 404 != row[0]]
    found = {name: client.get(url_for(name)).status_code for name in about_her}
    expected = dict.fromkeys(about_her, 403)
    expected |= dict.fromkeys(READ_WITH_A_REASON, 200)
    expected |= dict.fromkeys(NOT_OPENED_BY_A_REASON, 404)
    expected["caseload:participant_reason"] = 302  # open already: on to the person
    if who == "lars":
        # What leaders decide needs no reason.
        expected["caseload:participant_end"] = 302
        expected |= dict.fromkeys(["caseload:agreement_detail", "caseload:agreement_edit"], 200)
        expected |= dict.fromkeys(["mentors:import_mapping", "mentors:import_preview"], 403)
        onboarding = [f"reflection:onboarding_{name}" for name in ("detail", "buddy", "end")]
        expected |= dict.fromkeys(onboarding, 200) | {"reflection:path_step": 403}
    assert found == expected
    posted = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    changes = ["participant_reopen", "follower_remove", "consent_withdraw"]
    assert {posted[f"caseload:{name}"] for name in changes} == {403}
    assert posted["mentors:contact_undo"] == posted["mentors:mentorship_end"] == 403


def test_a_connected_liaison_gets_one_page_more_than_another_and_it_is_masked(
    log_in, ada, mia, lampe, url_for
):
    mine = make_connection(ada, lampe, user=mia.user)
    client = log_in(mia)
    found = {name: client.get(url_for(name)).status_code for name in EXPECTED}
    assert found == {name: row[CAST.index("mia")] for name, row in EXPECTED.items()}
    found = {name: client.post(url_for(name)).status_code for name in EXPECTED_POST}
    assert found == {name: row[CAST.index("mia")] for name, row in EXPECTED_POST.items()}
    assert client.get(f"/connected/{mine.pk}/").status_code == 200
    assert client.get(f"/connections/{mine.pk}/edit/").status_code == 403
    assert client.post(f"/connections/{mine.pk}/end/").status_code == 403


def test_somebody_without_a_role_gets_a_page_that_says_so(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_user("x@nav.example", name="X"))
    response = client.get("/bench/")
    assert response.status_code == 403
    assert "accounts/no_membership.html" in [template.name for template in response.templates]
