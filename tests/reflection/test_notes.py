"""A joint note: several write it at once, all agree, and the office may hand it on."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.urls import reverse

from accounts.models import Membership
from reflection.models import HandedNote, Note, NoteSectionVersion
from reflection.notes import actions, handing
from reflection.notes.differences import differences
from reflection.notes.headings import HEADINGS, period_of
from reflection.notes.saving import Began, NoteIsAgreed, save_section
from tests.factories import make_agreed_note, make_note, make_office, make_participant
from tests.faults.five_writers import Writer, write_together

Role = Membership.Role
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def note(ada, bo):
    """Ada and Bo write it; they began from "En." and "To."."""
    return make_note(ada, bo, text="En.\nTo.")


@pytest.fixture
def section(note):
    return note.sections.first()


def text_of(section):
    section.refresh_from_db()
    return section.text


def save(member, section, text, began, **fields):
    return save_section(member, section, text=text, began=Began(*began), **fields)


# Beginning one


def test_it_begins_with_our_headings_in_the_language_of_who_begins_it(log_in, ada, bo):
    page = log_in(ada).post(
        reverse("reflection:note_create"), {"title": "Høsten 2026", "writers": [bo.user.pk]}
    )
    note = Note.objects.get()
    assert page.url == note.get_absolute_url()
    headings = list(note.sections.values_list("heading", flat=True))
    assert headings == [heading["nb"] for heading in HEADINGS]
    assert {writer.user.name for writer in note.writers.all()} == {"Ada", "Bo"}


def test_every_heading_is_there_in_each_language():
    assert all(heading.keys() == {"nb", "nn", "en"} for heading in HEADINGS)


def test_the_half_year_is_proposed_as_its_name(ada):
    assert period_of(ada.starts_on.replace(year=2026, month=11), "nb") == "Høsten 2026"
    assert period_of(ada.starts_on.replace(year=2027, month=2), "nn") == "Våren 2027"


def test_the_office_renames_sections_puts_them_in_order_and_adds_its_own(log_in, ada, note):
    first, second, *rest = note.sections.all()
    data = {"added": "Hva sier mentorene?"}
    for place, each in enumerate([second, first, *rest], start=1):
        data[f"heading_{each.pk}"] = each.heading
        data[f"place_{each.pk}"] = place
    data[f"heading_{second.pk}"] = "Hva lærte vi?"
    data[f"heading_{rest[-1].pk}"] = ""
    log_in(ada).post(reverse("reflection:note_arrange", args=[note.pk]), data)
    headings = list(note.sections.values_list("heading", flat=True))
    assert headings[:2] == ["Hva lærte vi?", first.heading]
    assert headings[-1] == "Hva sier mentorene?"
    assert len(headings) == len(HEADINGS)


def test_a_section_in_which_something_stands_keeps_a_heading(log_in, ada, note, section):
    data = {f"place_{each.pk}": 1 for each in note.sections.all()}
    data |= {f"heading_{each.pk}": "" for each in note.sections.all()}
    answer = log_in(ada).post(reverse("reflection:note_arrange", args=[note.pk]), data)
    assert answer.status_code == 422
    assert text_of(section) == "En.\nTo."


# Who reads


def test_before_all_agree_only_those_who_write_see_it(note, ada, bo, lars, lena, mia, tor, kari):
    assert [m.user.name for m in (ada, bo, lars, lena, mia, tor, kari) if sees(m)] == ["Ada", "Bo"]


def test_when_all_agree_the_office_and_its_leader_read_it_and_nobody_else(
    ada, bo, lars, lena, mia, kari, tor, liv, fia, pia, olav
):
    make_agreed_note(ada, bo)
    people = (ada, bo, lars, lena, mia, kari, tor, liv, fia, pia, olav)
    assert [m.user.name for m in people if sees(m)] == ["Ada", "Bo", "Lars", "Lena", "Mia"]


def test_a_role_at_another_office_opens_no_note_of_this_one(ada, note):
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office(), role=Role.ADVISOR, starts_on="2024-01-01"
    )
    assert not sees(elsewhere)


def test_who_reads_has_no_page_to_write_on_and_sees_no_version(log_in, ada, lars):
    note = make_agreed_note(ada)
    client = log_in(lars)
    assert client.get(note.get_absolute_url()).url == reverse(
        "reflection:note_read", args=[note.pk]
    )
    for each in ("note_versions", "note_section_save"):
        url = reverse(f"reflection:{each}", args=[note.sections.first().pk])
        assert (client.get if each == "note_versions" else client.post)(url).status_code == 404
    assert client.post(reverse("reflection:note_reopen", args=[note.pk])).status_code == 403


def test_what_is_written_is_ciphertext_in_the_database(ada, bo, note, section):
    save(bo, section, "Kanarifugl.", [1])
    with connection.cursor() as cursor:
        for table in ("reflection_notesection", "reflection_notesectionversion"):
            cursor.execute(f"SELECT text, {table}::text FROM {table}")
            assert "Kanarifugl" not in str([bytes(row[0]) for row in cursor.fetchall()])


def sees(membership):
    return Note.objects.visible_to(membership).exists()


# Several write at once


def test_what_two_wrote_from_the_same_text_stands_both(ada, bo, section):
    save(ada, section, "En.\nTo.\nAda.", [1])
    saved = save(bo, section, "Bo.\nEn.\nTo.", [1])
    assert text_of(section) == saved.section.text == "Bo.\nEn.\nTo.\nAda."
    assert saved.began == Began(3)


def test_a_paragraph_that_two_changed_stands_twice_and_the_page_says_whose(
    log_in, ada, bo, section
):
    save(ada, section, "En og Ada.\nTo.", [1])
    saved = save(bo, section, "En og Bo.\nTo.", [1])
    assert saved.both
    assert text_of(section) == "En og Ada.\nEn og Bo.\nTo."
    page = log_in(ada).get(section.note.get_absolute_url()).content.decode()
    assert "To skrev i samme avsnitt" in page
    pair = section.side_by_side.get()
    assert (pair.earlier_by, pair.later_by) == (ada.user, bo.user)
    log_in(ada).post(reverse("reflection:note_tidy", args=[pair.pk]))
    page = log_in(ada).get(section.note.get_absolute_url()).content.decode()
    assert "To skrev i samme avsnitt" not in page


def test_two_who_go_on_in_one_paragraph_are_told_once(ada, bo, section):
    save(ada, section, "En og A.\nTo.", [1])
    for number, text in enumerate(["En og B.\nTo.", "En og Bo.\nTo."], start=1):
        save(bo, section, text, [number])
    assert section.side_by_side.count() == 1


def test_what_is_typed_while_the_answer_is_under_way_is_merged_from_what_was_sent(ada, bo, section):
    save(ada, section, "En.\nTo.\nAda.", [1])
    sent = save(bo, section, "En.\nTo.\nB", [1], tab=uuid.uuid4(), turn=1)
    save(bo, section, "En.\nTo.\nBo.", sent.typed_on, tab=uuid.uuid4(), turn=2)
    assert text_of(section) == "En.\nTo.\nAda.\nBo."


def test_a_save_whose_answer_was_lost_is_not_a_second_text(ada, bo, section):
    tab = uuid.uuid4()
    save(bo, section, "En.\nTo.\nB", [1], tab=tab, turn=1)
    save(bo, section, "En.\nTo.\nBo.", [1], tab=tab, turn=2)
    assert text_of(section) == "En.\nTo.\nBo."


def test_a_save_that_comes_late_takes_nothing_back(ada, section):
    tab = uuid.uuid4()
    save(ada, section, "En.\nTo.\nLangt.", [1], tab=tab, turn=2)
    save(ada, section, "En.\nTo.\nL", [1], tab=tab, turn=1)
    assert text_of(section) == "En.\nTo.\nLangt."


def test_the_same_form_sent_twice_is_one_version(ada, section):
    for _each in range(2):
        save(ada, section, "En.\nTo.\nTre.", [1])
    assert section.versions.count() == 2


def test_from_a_text_nobody_knows_everything_stands(ada, section):
    save(ada, section, "Tre.", [99])
    assert text_of(section) == "En.\nTo.\nTre."


def test_without_javascript_the_form_saves_and_leads_back(log_in, ada, section):
    url = reverse("reflection:note_section_save", args=[section.pk])
    answer = log_in(ada).post(url, {"text": "En.\r\nTo.\r\nTre.", "began": "1"})
    assert answer.url == section.note.get_absolute_url()
    assert text_of(section) == "En.\nTo.\nTre."


@pytest.mark.parametrize(
    "wrong", [{"text": "x" * 20_001}, {"text": "\n" * 400}, {"began": "-1"}, {"tab": "x"}]
)
def test_what_cannot_be_saved_stays_on_the_page(log_in, ada, section, wrong):
    url = reverse("reflection:note_section_save", args=[section.pk])
    data = {"text": "Mitt.", "began": "1"} | wrong
    page = log_in(ada).post(url, data)
    assert page.status_code == 422
    assert data["text"] in page.content.decode()
    assert log_in(ada).post(url, data, **JSON).json()["errors"]
    assert text_of(section) == "En.\nTo."


def test_the_open_page_hears_of_what_others_write_and_of_nothing_else(log_in, ada, bo, section):
    client, url = log_in(ada), reverse("reflection:note_news", args=[section.note_id])
    first = client.get(url)
    known = {"headers": {"if-none-match": first["ETag"]}}
    assert client.get(url, **known).status_code == 304
    save(bo, section, "En.\nTo.\nBo.", [1])
    news = client.get(url, **known).json()
    assert news["sections"][str(section.pk)]["text"] == "En.\nTo.\nBo."
    assert log_in(bo).get(url, **known).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_five_who_type_at_the_same_time_lose_no_paragraph(ada, live_server):
    writers = [ada, *(make_writer(ada, name) for name in ("Bo", "Lena", "Mia", "Nils"))]
    note = make_note(*writers)
    found = write_together(
        [Writer(live_server.thread.port, each, note) for each in writers], seconds=4
    )
    assert found.lost == []
    assert found.saves > 20


def make_writer(ada, name):
    return Membership.objects.create(
        user=type(ada.user).objects.create_user(f"{name}@nav.example", name=name),
        office=ada.office,
        role=Role.ADVISOR,
        starts_on="2024-01-01",
    )


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_are_one_after_the_other(ada, bo):
    section = make_note(ada, bo, text="En.").sections.first()

    def write(member):
        save(member, section, f"En.\n{member.user.name}.", [1])
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, [ada, bo]))
    assert sorted(text_of(section).split("\n")) == ["Ada.", "Bo.", "En."]


# Versions


def test_every_saved_text_is_kept_and_one_can_be_brought_back(log_in, ada, bo, section):
    save(bo, section, "Nytt.", [1])
    save(bo, section, "Nytt.\nMer.", [2])
    assert section.versions.count() == 3
    page = log_in(ada).get(reverse("reflection:note_versions", args=[section.pk]))
    old = section.versions.get(number=1)
    # Bo's two are one visit of his: the last of them is shown.
    assert [each.number for each in page.context["versions"]] == [3, 1]
    log_in(ada).post(reverse("reflection:note_bring_back", args=[old.pk]))
    assert text_of(section) == "En.\nTo."
    assert section.version == section.versions.count() == 4


def test_a_version_shows_what_was_changed_since_and_runs_nothing(log_in, ada, bo, section):
    save(bo, section, "En <script>ny</script>.\nTo.", [1])
    url = reverse("reflection:note_version", args=[section.versions.get(number=1).pk])
    page = log_in(ada).get(url).content.decode()
    assert "<del>En.</del><ins>En &lt;script&gt;ny&lt;/script&gt;.</ins>" in page
    assert "<script>ny" not in page


def test_of_a_changed_paragraph_only_the_words_that_changed_are_marked():
    assert differences("A b c.\nD.", "A x c.\nD.\nE.") == [
        [("same", "A "), ("gone", "b"), ("new", "x"), ("same", " c.")],
        [("same", "D.")],
        [("new", "E.")],
    ]


# Agreeing


def test_it_is_agreed_when_all_who_write_agree(log_in, ada, bo, note):
    agree(log_in(ada), note)
    assert Note.objects.get().state == Note.State.WRITING
    agree(log_in(bo), note)
    assert Note.objects.get().state == Note.State.AGREED


def test_a_later_change_takes_the_agreement_back_for_all_to_see(log_in, ada, bo, note, section):
    agree(log_in(ada), note)
    save(bo, section, "Endret.", [1])
    assert "endret siden" in log_in(bo).get(note.get_absolute_url()).content.decode()
    agree(log_in(bo), Note.objects.get())
    assert Note.objects.get().state == Note.State.WRITING


def test_nobody_agrees_to_what_she_has_not_seen(log_in, ada, bo, note, section):
    save(bo, section, "Endret.", [1])
    agree(log_in(ada), note)
    assert not note.writers.agreeing().exists()


def test_an_agreed_note_is_locked_and_what_somebody_still_typed_stays_hers(log_in, ada):
    note = make_agreed_note(ada, text="En.")
    section = note.sections.first()
    with pytest.raises(NoteIsAgreed):
        save(ada, section, "Senere.", [1])
    url = reverse("reflection:note_section_save", args=[section.pk])
    page = log_in(ada).post(url, {"text": "Senere.", "began": "1"})
    assert page.status_code == 409
    assert "Senere." in page.content.decode()
    assert text_of(section) == "En."


def test_opened_again_with_a_word_nobody_agrees_any_longer(log_in, ada, bo):
    note = make_agreed_note(ada, bo)
    url = reverse("reflection:note_reopen", args=[note.pk])
    assert log_in(bo).post(url, {"why": ""}).status_code == 422
    log_in(bo).post(url, {"why": "Vi glemte mentorene."})
    assert "Vi glemte mentorene." in log_in(ada).get(note.get_absolute_url()).content.decode()
    assert not note.writers.agreeing().exists()


def test_who_no_longer_takes_part_need_not_agree(ada, bo, note):
    actions.agree(ada, note, version=note.version)
    actions.choose_writers(ada, note, writers=[ada.user])
    assert Note.objects.get().state == Note.State.AGREED


def test_a_note_without_a_word_is_not_agreed_to(ada):
    note = make_note(ada)
    assert not actions.agree(ada, note, version=note.version)


def agree(client, note):
    client.post(reverse("reflection:note_agree", args=[note.pk]), {"version": note.version})


# For the researchers


def hand_over(client, note):
    url = reverse("reflection:note_hand_over", args=[note.pk])
    return client.post(url, {"version": note.version})


def test_a_leader_or_who_began_it_hands_it_over_in_two_steps(log_in, ada, bo, lars, fia):
    note = make_agreed_note(ada, bo)
    client = log_in(lars)
    preview = client.get(reverse("reflection:note_hand_over", args=[note.pk]))
    assert "Vi begynte tidligere." in preview.content.decode()
    assert not HandedNote.objects.exists()
    hand_over(client, note)
    assert "Vi begynte tidligere." in read_by_researcher(log_in, fia)
    assert hand_over(log_in(bo), note).status_code == 403


def test_a_note_that_not_all_have_agreed_to_is_not_handed_over(log_in, ada, note):
    hand_over(log_in(ada), note)
    assert not HandedNote.objects.exists()


@pytest.mark.parametrize("name", ["Blid Lampe", "Blids", "Bo"])
def test_whom_the_reviewer_knows_of_is_not_named_to_researchers(log_in, ada, bo, lampe, name):
    note = make_agreed_note(ada, bo, text=f"Det gikk fint med {name}.")
    page = hand_over(log_in(ada), note)
    assert page.status_code == 422
    assert "Notatet navngir noen" in page.content.decode()
    assert not HandedNote.objects.exists()


def test_of_people_the_reviewer_cannot_see_she_learns_nothing(log_in, ada, bo):
    make_participant(bo, "Hemmelig Stol")
    note = make_agreed_note(ada, text="Om Hemmelig Stol.")
    assert handing.named_in_note(ada, note) == ""


def test_researchers_read_a_copy_without_who_wrote_it_or_how_it_came_about(log_in, ada, bo, fia):
    note = make_agreed_note(ada, bo, handed=True)
    actions.reopen(ada, note, why="Mer.")
    save(ada, note.sections.first(), "Noe helt annet.", [1])
    page = read_by_researcher(log_in, fia)
    assert "Vi begynte tidligere." in page
    assert "Noe helt annet." not in page
    assert "Ada" not in page


def test_the_office_takes_it_back_at_any_time_and_sees_whether_it_was_read(log_in, ada, fia):
    note = make_agreed_note(ada, handed=True)
    url = reverse("reflection:note_read", args=[note.pk])
    assert "Ingen har åpnet" in log_in(ada).get(url).content.decode()
    read_by_researcher(log_in, fia)
    assert "Det er åpnet." in log_in(ada).get(url).content.decode()
    log_in(ada).post(reverse("reflection:note_take_back", args=[note.pk]))
    handed = HandedNote.objects.get()
    assert handed.content == ""
    assert log_in(fia).get(handed.get_absolute_url()).status_code == 404


def test_a_note_changed_since_it_was_reviewed_is_not_handed_over(ada):
    note = make_agreed_note(ada)
    with pytest.raises(handing.NotAsReviewed):
        handing.hand_over(ada, note, version=note.version - 1)


def read_by_researcher(log_in, fia):
    client = log_in(fia)
    listed = client.get(reverse("reflection:handed_list")).context["page"]
    return client.get(listed[0].get_absolute_url()).content.decode()


# Growth


@pytest.mark.parametrize("notes", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, ada, bo, notes, django_assert_num_queries
):
    for number in range(notes):
        make_agreed_note(ada, bo, title=f"Notat {number}", handed=True)
    client, url = log_in(ada), reverse("reflection:note_list")
    client.get(url)
    with django_assert_num_queries(4):
        client.get(url)


@pytest.mark.parametrize("notes", [1, 3])
def test_the_researchers_list_does_so_too(log_in, ada, fia, notes, django_assert_num_queries):
    for number in range(notes):
        make_agreed_note(ada, title=f"Notat {number}", handed=True)
    client, url = log_in(fia), reverse("reflection:handed_list")
    client.get(url)
    with django_assert_num_queries(4):
        client.get(url)


@pytest.mark.parametrize("added", [0, 3])
def test_the_page_to_write_on_asks_as_often_for_many_sections(
    log_in, ada, note, added, django_assert_num_queries
):
    headings = [(each.pk, each.heading) for each in note.sections.all()]
    for number in range(added):
        actions.arrange_sections(ada, note, headings=headings, added=f"Del {number}")
        headings.append((note.sections.last().pk, f"Del {number}"))
    client = log_in(ada)
    client.get(note.get_absolute_url())
    with django_assert_num_queries(8):
        client.get(note.get_absolute_url())


def test_what_was_handed_over_is_text_and_headings_only(ada):
    make_agreed_note(ada, handed=True)
    content = json.loads(HandedNote.objects.get().content)
    assert [set(each) for each in content] == [{"heading", "text"}]
    assert NoteSectionVersion.objects.count() == 1
