"""Bokmål and nynorsk are complete: every text, with the same placeholders, none in doubt."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(__file__).parent.parent
APPS = [
    "accounts",
    "aksel",
    "caseload",
    "hybridnav",
    "insight",
    "mentors",
    "notifications",
    "reflection",
    "surveys",
    "templates",
]


def catalog(folder, language):
    with open(folder / "locale" / language / "LC_MESSAGES" / "django.po", "rb") as po:
        return [message for message in read_po(po, locale=language) if message.id]


def texts(message):
    """(English texts, translated texts): two of each where there is a plural."""
    plural = isinstance(message.id, tuple)
    return (message.id, message.string) if plural else ((message.id,), (message.string,))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated_and_none_is_in_doubt(language):
    messages = catalog(ROOT, language)
    assert len(messages) > 500
    assert [m.id for m in messages if not all(texts(m)[1])] == []
    assert [m.id for m in messages if m.fuzzy] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_translation_has_the_placeholders_of_the_text(language):
    wrong = []
    for message in catalog(ROOT, language):
        english, translated = texts(message)
        expected = set(re.findall(r"%\(\w+\)[sd]", english[-1]))
        if any(set(re.findall(r"%\(\w+\)[sd]", text)) - expected for text in translated):
            wrong.append(message.id)
        if expected - set(re.findall(r"%\(\w+\)[sd]", translated[-1])):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_text_is_missing_in_the_catalog(tmp_path, language):
    for name in [*APPS, "manage.py", "locale"]:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "manage.py", "makemessages", "-l", language, "--no-location"]
    # The servers of these tests: a folder named from where one stands would get its own, for ever.
    servers = os.environ | {"HYBRIDNAV_DATA": str(settings.DATA_DIR)}
    subprocess.run(command, cwd=tmp_path, env=servers, check=True, capture_output=True)
    known = {message.id for message in catalog(ROOT, language)}
    assert {message.id for message in catalog(tmp_path, language)} - known == set()
