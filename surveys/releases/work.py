"""What the worker does with releases: try a wish, build the files, forget them.

The row says what is wanted; the queue only hurries. Each function may be called several times, at
once or too late, and does its work once.
"""

import datetime
import hashlib
import io
import logging
import zipfile
from contextlib import contextmanager
from dataclasses import asdict

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone, translation

from surveys.answers.rows import parts_of
from surveys.disclosure.profiles import PROFILES
from surveys.instruments.questionnaire import Texts
from surveys.ledger.actions import append, hold_ledger
from surveys.ledger.models import LedgerEntry
from surveys.package.building import files_of, folder_of, zip_of
from surveys.package.contents import Package, WaveFacts
from surveys.releases.left_out import left_out
from surveys.releases.models import Release, ReleaseFile
from surveys.releases.outcome import outcome_of, says_how_many
from surveys.waves.overview import with_rates

logger = logging.getLogger("hybridnav")
State, Trouble = Release.State, Release.Trouble
# Whoever waits for another release to be built has time.
PATIENCE = "15min"
DAYS = "opens_on", "closes_on"
STEPS = "protected", "written", "kept"


class Differs(Exception):
    """Built again the files are not those of the ledger: they are not handed out."""


def try_out(release_id):
    """Say what the wish costs, under the rules and beside what was released; until it is said of
    the wish as it stands. One worker at a time, as somebody who ticks rings many times."""
    with _alone(release_id) as is_alone:
        while is_alone and _try_once(release_id):
            pass


def _try_once(release_id):
    """Whether there was something to try."""
    release = Release.objects.filter(pk=release_id).first()
    if release is None or not release.is_to_try:
        return False
    said = {"tried_version": release.version}
    try:
        with translation.override("nb"), transaction.atomic():
            said |= {"outcome": outcome_of(release).to_json()}
    except Exception as error:
        # The text of an error may quote an answer: only its kind goes to the log.
        logger.error("Release %s could not be tried: %s", release.pk, type(error).__name__)
        said = {"trouble": Trouble.TRYING}
    # Of a version that is written over nothing is kept.
    Release.objects.filter(pk=release.pk, version=release.version).update(**said)
    return True


@contextmanager
def _alone(release_id):
    key = int.from_bytes(hashlib.sha256(str(release_id).encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [is_alone] = cursor.fetchone()
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def build(release_id, done=lambda step: None):
    """The files of an approved release, once; again, where it is in the ledger already.

    `done` is called after each of STEPS, for whoever watches: in the database nothing is to be seen
    before all of it is done.
    """
    try:
        with translation.override("nb"), transaction.atomic():
            _build(release_id, done)
    except Differs:
        logger.error("Release %s built again is not what was released", release_id)
        _not_built(release_id, Trouble.DIFFERS)
    except Exception as error:
        logger.error("Release %s could not be built: %s", release_id, type(error).__name__)
        _not_built(release_id, Trouble.BUILDING)


def _not_built(release_id, trouble):
    Release.objects.filter(pk=release_id, state=State.APPROVED).update(trouble=trouble)


def _build(release_id, done):
    approved = Release.objects.filter(pk=release_id, state=State.APPROVED)
    # Who comes while another builds it has nothing to do.
    release = approved.select_for_update(skip_locked=True, of=("self",)).first()
    if release is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
    hold_ledger()
    entry = getattr(release, "entry", None)
    outcome = outcome_of(release, before=entry and entry.number)
    done("protected")
    if outcome.is_refused and entry is None:
        _send_back(release, outcome)
        return
    # As it was told then: a wave may go on, or be closed since, and whom to write to change.
    told = told_in(entry.facts) if entry else {"waves": facts_of_waves(release, outcome.wish)}
    package = package_of(release, outcome, entry.number if entry else _next_number(), **told)
    files = files_of(package)
    done("written")
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    if entry is None:
        append(release, outcome.content, facts_of(release, package, hashes))
    elif entry.facts["files"] != hashes:
        raise Differs
    _keep(release, files, folder_of(package))
    done("kept")
    release.outcome = outcome.to_json()
    release.state, release.trouble = State.BUILT, ""
    release.kept_until = timezone.localdate() + datetime.timedelta(days=settings.RELEASE_DAYS)
    release.save(update_fields=["outcome", "state", "trouble", "kept_until"])


def _next_number():
    """Nobody else appends, as the ledger is held."""
    return (LedgerEntry.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _send_back(release, outcome):
    """What was released meanwhile stands in the way: whoever asked reads why, and changes it."""
    release.outcome = outcome.to_json()
    release.state, release.trouble = State.DRAFT, Trouble.CLASHES
    release.save(update_fields=["outcome", "state", "trouble"])


def _keep(release, files, folder):
    content = zip_of(files, folder)
    kept = {
        "name": f"{folder}.zip",
        "content": content,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    ReleaseFile.objects.update_or_create(release=release, defaults=kept)


def package_of(release, outcome, number, **told):
    """The Package of an Outcome under this number of the ledger. `told`: its waves, and whatever
    else was told when it was made first.
    """
    version = release.waves.select_related("version__instrument").first().version
    return Package(
        number=number,
        title=release.title,
        purpose=release.purpose,
        made_on=timezone.localdate(release.decided_at),
        profile=PROFILES[release.profile],
        instrument=version.instrument.code,
        version=version.number,
        questionnaire=outcome.questionnaire,
        seed=bytes(release.seed),
        tables=tuple(each for _wave, each in outcome.tables),
        microdata=outcome.microdata,
        texts=outcome.texts,
        left_out=tuple(left_out(outcome)),
        **told,
    )


def facts_of_waves(release, wish):
    """(WaveFacts, …). How many were asked and have answered is told of whole waves, never beside
    some of them.
    """
    return tuple(_facts_of_waves(release, wish))


def _facts_of_waves(release, wish):
    waves = list(release.waves.select_related("consent"))
    parts = parts_of(waves)
    of_it = set(wish.parts)
    for wave in with_rates(waves):
        of_wave = {part for part in parts if part[0] == str(wave.pk)}
        is_told = says_how_many(wish) and of_wave <= of_it
        yield WaveFacts(
            label=wave.label,
            way=wave.way,
            audience=wave.audience,
            opens_on=wave.opens_on,
            closes_on=wave.closes_on,
            asked=wave.rate.asked if is_told and wave.rate else None,
            answered=sum(parts[part] for part in of_wave) if is_told else None,
            consent=wave.consent.text if wave.consent else Texts(),
            wave_id=str(wave.pk),
        )


def facts_of(release, package, hashes):
    """What the ledger keeps beside the content: who, what, when, and the hash of each file."""
    return {
        "title": release.title,
        "purpose": release.purpose,
        "profile": release.profile,
        "instrument": package.instrument,
        "version": package.version,
        "waves": [each.label for each in package.waves],
        "told": [_wave_as_json(each) for each in package.waves],
        "wish": release.wish,
        "asked_by": str(release.asked_by_id),
        "approved_by": str(release.decided_by_id),
        "made_on": package.made_on.isoformat(),
        "contact": package.contact,
        "written_with": package.written_with,
        "files": hashes,
    }


def _wave_as_json(wave):
    days = {name: getattr(wave, name) for name in DAYS}
    return asdict(wave) | {name: day and day.isoformat() for name, day in days.items()}


def told_in(facts):
    """What an entry was made with, for the same Package again."""
    waves = tuple(
        WaveFacts(
            **each
            | {"consent": Texts(**each["consent"])}
            | {name: each[name] and datetime.date.fromisoformat(each[name]) for name in DAYS}
        )
        for each in facts["told"]
    )
    return {"waves": waves} | {name: facts[name] for name in ("contact", "written_with")}


def unpack(release, folder):
    """Write the files of a built release below a folder, in one of their own."""
    with zipfile.ZipFile(io.BytesIO(bytes(release.file.content))) as package:
        package.extractall(folder)


def forget_files(today):
    """After their day the files are deleted; the ledger stays. Returns how many."""
    over = list(Release.objects.over(today).values_list("pk", flat=True))
    with transaction.atomic():
        ReleaseFile.objects.filter(release__in=over).delete()
        return Release.objects.filter(pk__in=over, state=State.BUILT).update(state=State.FORGOTTEN)


def sweep():
    """What was not rung for, or left by a worker that ended."""
    for release_id in list(Release.objects.to_try().values_list("pk", flat=True)):
        try_out(release_id)
    for release_id in list(Release.objects.to_build().values_list("pk", flat=True)):
        build(release_id)
