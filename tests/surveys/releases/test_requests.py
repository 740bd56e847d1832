"""A researcher asks for a release, and the page says what it costs before anybody is bothered."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from accounts.models import AuditEntry
from hybridnav.roles import WEB, WORKER
from surveys.releases import actions, work
from surveys.releases.models import Release
from surveys.releases.proposals import fewer_bands, milder
from surveys.releases.wish import Wish, wish_from_json
from tests.surveys.answered import make_answered
from tests.surveys.releases.asked import make_big_wave, make_release, questionnaire, wish_for

NEW = "/surveys/releases/new/"
WANTED = {"title": "Til artikkelen", "purpose": "En artikkel", "wanted": ["tables"]}


@pytest.fixture
def wave(db):
    return make_big_wave()


@pytest.fixture
def client(log_in, fia):
    return log_in(fia)


def url_of(release, page=""):
    return f"/surveys/releases/{release.pk}/{page}"


def text(response):
    return " ".join(response.content.decode().split())


def test_a_researcher_says_what_it_is_for_then_chooses_questions(client, wave, acting_as):
    with acting_as(WEB):
        made = client.post(NEW, WANTED | {"waves": [wave.pk]})
    release = Release.objects.get()
    assert made.url == url_of(release, "edit/")
    assert "Jeg har tid" in text(client.get(made.url))
    given = WANTED | {"items": ["room"], "across": ["size"], "version": 1}
    with acting_as(WEB):
        assert client.post(made.url, given).url == url_of(release)
    release.refresh_from_db()
    wish = wish_from_json(release.wish)
    assert wish.items == ("room",)
    assert wish.across == ("size",)
    assert wish.parts == ((str(wave.pk), 1),)
    assert not release.is_tried


def test_merges_bands_and_a_filter_are_part_of_the_wish(client, fia, wave):
    release = make_release(fia, wave)
    given = {
        **WANTED,
        "wanted": ["tables", "rows"],
        "items": ["room", "talk"],
        "across": ["people"],
        "merge-agree": "two",
        "bands-people": "15, 25",
        "where": ["size=large"],
        "version": release.version,
    }
    client.post(url_of(release, "edit/"), given)
    release.refresh_from_db()
    wish = wish_from_json(release.wish)
    assert wish.forms == ("tables", "rows")
    assert wish.merges == {"room": "two", "talk": "two"}
    assert wish.bands == {"people": (0, 15, 25)}
    assert wish.where == {"size": ("large",)}
    page = text(client.get(url_of(release, "edit/")))
    assert 'value="0, 15, 25"' in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"items": []}, "items"),
        ({"title": ""}, "title"),
        ({"bands-people": "10, x"}, "bands-people"),
        ({"bands-people": "30, 10"}, "bands-people"),
        ({"wanted": ["texts"]}, "wanted"),
        ({"items": ["more"]}, "items"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, fia, wave, wrong, field):
    release = make_release(fia, wave)
    typed = {"purpose": "Ny tekst", "items": ["talk"], "version": release.version}
    response = client.post(url_of(release, "edit/"), WANTED | typed | wrong)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Ny tekst" in text(response)
    assert Release.objects.get().version == release.version


def test_whoever_was_slower_keeps_what_she_typed_and_may_save_it_again(client, fia, wave):
    release = make_release(fia, wave)
    given = WANTED | {"items": ["room"], "across": ["size"], "version": release.version}
    wish_for(fia, release, items=("talk",))
    first = client.post(url_of(release, "edit/"), given)
    assert first.status_code == 422
    release.refresh_from_db()
    assert wish_from_json(release.wish).items == ("talk",)
    again = first.context["form"]["version"].value()
    assert client.post(url_of(release, "edit/"), given | {"version": again}).status_code == 302
    release.refresh_from_db()
    assert wish_from_json(release.wish).across == ("size",)


def test_a_tick_saves_and_answers_what_it_costs_beside_the_form(client, fia, wave):
    release = make_release(fia, wave)
    given = WANTED | {"items": ["room"], "across": ["size"], "version": release.version}
    htmx = {"HTTP_HX_REQUEST": "true"}
    response = client.post(url_of(release, "edit/"), given, **htmx)
    assert 'id="release-tried"' in text(response)
    assert "<html" not in text(response)
    assert f'value="{release.version + 1}"' in text(response)
    assert "from=edit" in text(response)
    wrong = client.post(url_of(release, "edit/"), given | {"items": []}, **htmx)
    assert wrong.status_code == 422


def test_waves_of_different_questionnaires_are_released_apart(client, wave):
    from_before = make_big_wave("T0")
    other = make_answered("T2")
    fits = client.post(NEW, WANTED | {"waves": [wave.pk, from_before.pk]})
    assert fits.status_code == 302
    assert client.post(NEW, WANTED | {"waves": [wave.pk, other.pk]}).status_code == 422


def test_the_worker_says_what_it_costs(client, fia, wave, acting_as):
    release = make_release(fia, wave, across=("size",), tried=False)
    assert "looks=1" in text(client.get(url_of(release)))
    with acting_as(WORKER):
        work.try_out(release.pk)
    page = text(client.get(url_of(release)))
    assert "looks=" not in page
    release.refresh_from_db()
    assert release.is_tried
    assert not release.outcome["refused"]
    numbers = [n for table in release.outcome["tables"] for line in table["cells"] for n in line]
    assert not {1, 2, 3} & set(numbers)


def test_the_page_asks_again_by_itself_until_it_is_tried(client, fia, wave):
    release = make_release(fia, wave, tried=False)
    htmx = {"HTTP_HX_REQUEST": "true"}
    waiting = client.get(url_of(release, "?looks=3"), **htmx)
    assert "looks=4" in text(waiting)
    assert "HX-Refresh" not in waiting
    work.try_out(release.pk)
    assert client.get(url_of(release, "?looks=4"), **htmx)["HX-Refresh"] == "true"


def test_it_is_said_when_nobody_takes_it_up(client, fia, wave):
    release = make_release(fia, wave, tried=False)
    assert "aksel-base-alert" not in text(client.get(url_of(release, "?looks=2")))
    assert "aksel-base-alert" in text(client.get(url_of(release, "?looks=40")))


def test_a_worker_that_fails_says_so_and_can_try_again(client, fia, wave, monkeypatch, caplog):
    release = make_release(fia, wave, tried=False)
    with monkeypatch.context() as broken:
        broken.setattr(work, "outcome_of", lambda _release: {}["Hemmelig svar"])
        work.try_out(release.pk)
    release.refresh_from_db()
    assert release.trouble == Release.Trouble.TRYING
    assert "Hemmelig" not in caplog.text
    assert "looks=" not in text(client.get(url_of(release)))
    client.post(url_of(release, "again/"))
    work.sweep()
    release.refresh_from_db()
    assert release.is_tried


def test_what_was_written_over_meanwhile_is_tried_anew(fia, wave, monkeypatch):
    release = make_release(fia, wave, tried=False)
    plain = work.outcome_of

    def while_somebody_writes(tried):
        if tried.version == release.version:
            wish_for(fia, Release.objects.get(), tried=False, items=("talk",))
        return plain(tried)

    monkeypatch.setattr(work, "outcome_of", while_somebody_writes)
    work.try_out(release.pk)
    release.refresh_from_db()
    assert release.is_tried
    assert {table["variable"] for table in release.outcome["tables"]} == {"talk"}


def test_a_proposal_is_one_click_and_is_tried_at_once(client, fia, wave):
    release = make_release(fia, wave, across=("size", "people"))
    places = [
        place
        for place, (kind, name, _value) in enumerate(release.outcome["proposals"])
        if (kind, name) == ("leave_out", "people")
    ]
    client.post(url_of(release, "milder/"), {"version": release.version, "place": places[0]})
    release.refresh_from_db()
    assert wish_from_json(release.wish).across == ("size",)
    assert not release.is_tried
    stale = {"version": release.version - 1, "place": 0}
    client.post(url_of(release, "milder/"), stale)
    assert Release.objects.get().version == release.version


@pytest.mark.parametrize(
    ("proposal", "changed"),
    [
        (("leave_out", "size", ""), {"across": ("people",)}),
        (("merge", "agree", "two"), {"merges": {"room": "two", "talk": "two"}}),
        (("bands", "people", "0,15"), {"bands": {"people": (0, 15)}}),
        (("tables_only", "", ""), {"forms": ("tables",)}),
        (("everybody", "", ""), {"where": {}}),
        (("no_texts", "", ""), {"forms": ("tables", "rows"), "texts": ()}),
    ],
)
def test_each_proposal_changes_one_thing(proposal, changed):
    wish = Wish(
        forms=("tables", "rows", "texts"),
        items=("room",),
        across=("size", "people"),
        texts=("more",),
        where={"talk": ("yes",)},
    )
    expected = vars(wish) | changed
    if proposal[0] == "tables_only":
        expected["forms"] = ("tables", "texts")
    assert vars(milder(wish, questionnaire(), proposal)) == expected


def test_bands_become_fewer_until_there_are_two():
    assert fewer_bands((0, 10, 20, 30), ()) == (0, 20)
    assert fewer_bands((0, 20), ()) is None
    assert fewer_bands(None, ("4", "12", "47", "51", "80")) == (0, 40)
    assert fewer_bands(None, ("1", "2")) is None


def test_what_is_asked_for_is_changed_by_nobody(client, fia, wave):
    release = make_release(fia, wave)
    assert client.post(url_of(release, "ask/")).status_code == 302
    release.refresh_from_db()
    assert release.state == Release.State.ASKED
    given = WANTED | {"items": ["talk"], "version": release.version}
    assert client.post(url_of(release, "edit/"), given).url == url_of(release)
    with pytest.raises(actions.WasChanged):
        wish_for(fia, release, items=("talk",))
    client.post(url_of(release, "take-back/"))
    assert Release.objects.get().state == Release.State.DRAFT


def test_only_what_was_tried_as_it_stands_can_be_asked_for(client, fia, wave):
    release = make_release(fia, wave, tried=False)
    client.post(url_of(release, "ask/"))
    assert Release.objects.get().state == Release.State.DRAFT


def test_one_line_in_the_log_for_who_writes_not_for_each_tick(fia, wave):
    release = make_release(fia, wave)
    for _tick in range(3):
        release = wish_for(fia, release, tried=False)
    lines = AuditEntry.objects.filter(subject_id=str(release.pk)).values_list("action", flat=True)
    assert sorted(lines) == ["release.change", "release.make"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_no_more_the_longer_it_is(
    client, fia, wave, number, django_assert_num_queries
):
    for each in range(number):
        make_release(fia, wave, title=f"Nummer {each}", tried=False)
    client.get("/surveys/releases/")
    with django_assert_num_queries(6):
        client.get("/surveys/releases/")


LOADED = """
import importlib, pathlib, sys
import django
django.setup()
import hybridnav.urls
rooms = [
    path
    for app in sys.argv[1:]
    for name in ("views", "forms", "actions")
    for path in sorted(pathlib.Path(app).rglob(f"{name}.py"))
]
for path in rooms:
    importlib.import_module(".".join(path.with_suffix("").parts))
assert len(rooms) > 60
heavy = {"scipy", "pandas", "pyreadstat"}
print(*sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_the_web_process_never_loads_what_computes():
    """In each process it would be 100 MB: only the worker has it."""
    apps = ["accounts", "caseload", "insight", "mentors", "notifications", "reflection", "surveys"]
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *apps],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "hybridnav.settings"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == ""


def test_rows_are_tried_beside_tables_and_what_is_refused_is_said(client, fia, wave):
    release = make_release(fia, wave, forms=("rows",), items=("room", "talk"), across=("size",))
    rows = release.outcome["rows"]
    assert rows["k"] >= 6
    assert rows["number"] == 48
    page = text(client.get(url_of(release)))
    assert "48 " in page
    refused = make_release(
        fia,
        wave,
        forms=("rows",),
        items=("room",),
        across=("size", "people"),
        where={"talk": ("no",)},
    )
    client.get(url_of(refused))
    assert refused.is_tried
