"""Whose data each model holds, why, how long, and how she gets to see it: no model is silent."""

import pytest
from django.apps import apps
from django.db import models

from accounts.declaring import Declared, Keep, NoPerson, Purpose, Shown, Whose
from accounts.models import Membership, User
from caseload.models import Participant
from hybridnav import processing
from hybridnav.celery import app as celery_app
from mentors.models import ContactPerson

PEOPLE = {
    User: Whose.STAFF,
    Membership: Whose.STAFF,
    Participant: Whose.PARTICIPANT,
    ContactPerson: Whose.CONTACT,
}
LABELS = [model._meta.label for model in processing.models()]


def silent_about(model, declared):
    """Kinds of people a column of this model points at, and the declaration does not say."""
    pointed_at = {
        PEOPLE[field.related_model]
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in PEOPLE
    }
    return pointed_at - (declared.whose if isinstance(declared, Declared) else set())


def test_every_model_declares_itself():
    assert set(LABELS) == set(processing.DECLARED)


@pytest.mark.parametrize("label", LABELS)
def test_whoever_a_column_points_at_is_declared(label):
    assert silent_about(apps.get_model(label), processing.DECLARED[label]) == set()


@pytest.mark.parametrize("label", LABELS)
def test_what_hangs_on_a_persons_row_is_not_without_a_person(label):
    """Deleted with a row about somebody: then it says something about her."""
    if isinstance(processing.DECLARED[label], NoPerson):
        for field in apps.get_model(label)._meta.get_fields():
            on_delete = (
                getattr(field.remote_field, "on_delete", None) if field.is_relation else None
            )
            if field.concrete and on_delete is models.CASCADE:
                parent = processing.DECLARED[field.related_model._meta.label]
                assert isinstance(parent, NoPerson) or parent.whose <= {Whose.STAFF}


def test_a_model_that_says_nobody_and_points_at_somebody_is_found():
    assert silent_about(Membership, NoPerson("planted")) == {Whose.STAFF}


@pytest.mark.parametrize("words", [Purpose, Keep, Shown], ids=lambda words: words.__name__)
def test_every_word_is_used(words):
    declared = [each for each in processing.DECLARED.values() if isinstance(each, Declared)]
    used = {word for each in declared for word in (each.purpose, each.keep, each.shown)}
    assert set(words) <= used


@pytest.mark.parametrize("keep", [keep for keep in Keep if "tasks." in (keep.task or "")])
def test_a_rule_that_names_a_task_has_it_on_the_clock(keep):
    assert keep.task in {entry["task"] for entry in celery_app.conf.beat_schedule.values()}


def test_the_record_of_processing_is_what_the_models_declare():
    """Run `manage.py processing_record` when this fails."""
    assert processing.RECORD.read_text() == processing.record()
