"""Five people type in one joint note at once, as their open pages do; no word of theirs is lost.

Each types paragraphs word by word into sections others type in too, saves after a few words, reads
what came back into the field, goes on typing while an answer is under way, changes what somebody
else wrote, and loses an answer now and then. Nothing is deleted: every paragraph
that was finished and every word added to another's must stand in the end.
"""

import json
import random
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from reflection.models import NoteSection, NoteSectionVersion, SideBySide
from tests.faults.web import Visitor

SECTIONS = 2  # five people in two: they are in each other's way all the time
WORDS = "vi prøvde å ringe mentor før oppstart og lærte at det hjelper".split()


@dataclass
class Found:
    seconds: float = 0
    saves: int = 0
    failed: int = 0
    merges: int = 0
    answers_lost: int = 0
    kept_both: int = 0
    written: int = 0
    lost: list = field(default_factory=list)

    @property
    def text(self):
        return (
            f"{self.saves} saves in {self.seconds:.0f} s ({self.failed} failed), "
            f"{self.merges} merged with others' text, {self.answers_lost} answers lost, "
            f"{self.kept_both} pairs of people in one paragraph at once, both texts kept, "
            f"{self.written} paragraphs written, {len(self.lost)} lost"
        )


class Page:
    """One section as it is open at somebody's: what note.js keeps of it."""

    def __init__(self, section):
        self.path = reverse("reflection:note_section_save", args=[section.pk])
        self.text, self.began, self.tab, self.turn = "", "0", uuid.uuid4(), 0


class Writer:
    def __init__(self, port, member, note):
        self.visitor = Visitor(port, member)
        self.name = member.user.name
        self.pages = [Page(section) for section in note.sections.all()[:SECTIONS]]
        self.dice = random.Random(self.name)
        self.finished, self.changed = set(), set()
        self.saves = self.failed = self.answers_lost = self.numbered = 0

    def write(self, until):
        while time.monotonic() < until:
            page = self.dice.choice(self.pages)
            if self.dice.random() < 0.2 and page.text:
                self.change(page)
            else:
                self.type_paragraph(page)
        for page in self.pages:
            self.save_until_it_is(page)

    def type_paragraph(self, page):
        """Somewhere in the text, a few words between one save and the next."""
        self.numbered += 1
        mark = f"{self.name}{self.numbered}"
        lines = page.text.split("\n") if page.text else []
        lines.insert(self.dice.randint(0, len(lines)), mark)
        page.text = "\n".join(lines)
        for _each in range(self.dice.randint(1, 3)):
            self.type_words(page, mark)
            self.save(page, typing=mark)
        self.type_words(page, mark, "ferdig.")
        self.save_until_it_is(page)
        self.finished.add(mark)

    def save_until_it_is(self, page):
        """An open page goes on trying; so does this one, for as long as anybody would wait."""
        deadline = time.monotonic() + 60
        while not self.save(page) and time.monotonic() < deadline:
            pass

    def type_words(self, page, mark, *more):
        words = " ".join([*self.dice.choices(WORDS, k=3), *more])
        page.text = "\n".join(
            f"{line} {words}" if line.split(" ")[0] == mark else line
            for line in page.text.split("\n")
        )

    def change(self, page):
        """A word more in a paragraph that anybody wrote: somebody else may do the same."""
        lines = page.text.split("\n")
        at = self.dice.randrange(len(lines))
        lines[at] += f" {self.name.lower()}{self.saves}"
        page.text = "\n".join(lines)
        self.changed.add(f"{self.name.lower()}{self.saves}")
        self.save(page)

    def save(self, page, typing=None):
        """As note.js saves. With `typing`, more is typed before the answer is there."""
        sent, page.turn = page.text, page.turn + 1
        fields = {"text": sent, "began": page.began, "tab": page.tab, "turn": page.turn}
        answer = self.visitor.ask(
            "POST", page.path, urlencode(fields), {"Accept": "application/json"}
        )
        self.saves += 1
        if answer.status != 200:
            self.failed += 1
            return False
        if self.dice.random() < 0.05:
            self.answers_lost += 1
            return False
        saved = json.loads(answer.text)
        if typing and self.dice.random() < 0.5:
            self.type_words(page, typing)
            page.began = saved["typed_on"]
        else:
            page.text, page.began = saved["text"], saved["began"]
        return True


def write_together(writers, seconds):
    """Found, after all have written for so long and saved what they had."""
    begun = time.monotonic()
    threads = [threading.Thread(target=writer.write, args=[begun + seconds]) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _found(writers, time.monotonic() - begun)


def _found(writers, seconds):
    texts = [section.text for section in NoteSection.objects.all()]
    words = set(" ".join(texts).split())
    wrote = set().union(*(writer.finished | writer.changed for writer in writers))
    versions = NoteSectionVersion.objects.all()
    return Found(
        seconds=seconds,
        saves=sum(writer.saves for writer in writers),
        failed=sum(writer.failed for writer in writers),
        merges=sum(version.typed is not None for version in versions.iterator()),
        answers_lost=sum(writer.answers_lost for writer in writers),
        kept_both=SideBySide.objects.count(),
        written=sum(len(writer.finished) for writer in writers),
        lost=sorted(wrote - words),
    )
