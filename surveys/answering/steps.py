"""One respondent's way through a questionnaire, known from what came with one request.

Nothing of it is kept on the server: what was given travels along in the page, and every request
says on which step it was made.
"""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from surveys.answering.forms import (
    ConsentForm,
    asked,
    checked,
    form_for,
    given_in,
    hidden_values,
    items_of,
)
from surveys.instruments.questionnaire import LANGUAGES, Kind

INTRO, REVIEW = "intro", "review"
TO = "to-"
SECONDS = {Kind.ONE: 8, Kind.SEVERAL: 12, Kind.NUMBER: 10, Kind.TEXT: 25}
WAS_OPEN_TOO_LONG = _("The page was open too long. What you answered is still here. Try once more.")
MORE_QUESTIONS = _("What you answered leads to more questions on this page.")


@dataclass(frozen=True)
class Screen:
    """What is shown: a step, its form (none on the review), and what is to be said above it.

    Of a page also the Page, and the how manieth it is of how many.
    """

    step: str
    form: object = None
    notice: str = ""
    status: int = 200
    page: object = None
    number: int = 0
    of: int = 0


class Way:
    """`data` is the QueryDict of a request, empty for who has just come."""

    def __init__(self, wave, data):
        self.wave, self.data = wave, data
        self.questionnaire = wave.questionnaire
        self.given = given_in(self.questionnaire, data)
        self.answers, self.wrong = checked(self.questionnaire, self.given)

    # Steps: the intro, the number of each page from "1" on, the review

    @cached_property
    def steps(self):
        """Those that are to be seen after the answers so far."""
        pages = [
            str(number)
            for number, page in enumerate(self.questionnaire.pages, start=1)
            if asked(page, self.answers)
        ]
        return [INTRO, *pages, REVIEW]

    @property
    def step(self):
        """On which this request was made."""
        return self._known(self.data.get("step"))

    def _known(self, step):
        return step if step in self.steps else INTRO

    def after(self, step):
        return self.steps[min(self.steps.index(step) + 1, len(self.steps) - 1)]

    def before(self, step):
        return self.steps[max(self.steps.index(step) - 1, 0)]

    def page(self, step):
        return self.questionnaire.pages[int(step) - 1]

    # What is shown next

    @property
    def has_consent(self):
        return str(self.wave.consent_id) in self.data.getlist("consent")

    @property
    def has_been_to_review(self):
        return "reviewed" in self.data

    def screen(self, step, *, is_checked=False, notice="", status=200):
        status = 422 if is_checked else status
        if step == REVIEW:
            return Screen(step, notice=notice, status=status)
        if step == INTRO:
            initial = {"consent": self.data.getlist("consent")}
            data = self.data if is_checked else None
            form = ConsentForm(self.wave.consent, data, initial=initial)
            return Screen(step, form, notice, status)
        page = self.page(step)
        if is_checked:
            form = form_for(self.questionnaire, page, self.data)
        else:
            form = form_for(self.questionnaire, page, initial=self.given)
        number, of = self.steps.index(step), len(self.steps) - 2
        return Screen(step, form, notice, status, page, number, of)

    def next_screen(self, go):
        """The Screen after the button `go`; None where everything is ready to be sent."""
        if go == "back":
            return self.screen(self.before(self.step))
        wanted = self._known(go.removeprefix(TO)) if go.startswith(TO) else None
        if wanted == INTRO:
            return self.screen(INTRO)
        if not self.has_consent:
            return self.screen(INTRO, is_checked=True)
        if wanted:
            return self.screen(wanted)
        if go == "send":
            return self._first_wrong()
        return self._checked_step() or self.screen(
            REVIEW if go == REVIEW else self.after(self.step)
        )

    def _first_wrong(self):
        """The first page that keeps the answers from being sent, with what is wrong on it."""
        for step in self.steps[1:-1]:
            if self.wrong & {item.name for item in items_of(self.page(step))}:
                return self.screen(step, is_checked=True)
        return None

    def _checked_step(self):
        """This step once more where something is wrong with it, or more is asked than was shown."""
        if self.step in (INTRO, REVIEW):
            return None
        screen = self.screen(self.step, is_checked=True)
        # A browser with JavaScript showed them as soon as they were asked.
        if "script" not in self.data and set(screen.form.shown) - set(self.data.getlist("shown")):
            return self.screen(self.step, notice=MORE_QUESTIONS)
        return None if screen.form.is_valid() else screen

    def carried(self, screen):
        """[(name, value)] of what travels along hidden in this Screen."""
        on_page = screen.form.fields if screen.page else ()
        yield from hidden_values(self.given, but=on_page)
        if screen.step != INTRO and self.has_consent:
            yield "consent", str(self.wave.consent_id)
        if screen.step == REVIEW or self.has_been_to_review:
            yield "reviewed", "yes"
        for name in screen.form.shown if screen.page else ():
            yield "shown", name

    # What is said about it

    @property
    def minutes(self):
        """About how long it takes."""
        seconds = sum(SECONDS[item.kind] for item in self.questionnaire.items.values())
        return max(1, round(seconds / 60))

    @property
    def languages(self):
        """Those in which all of it can be read."""
        items = self.questionnaire.items.values()
        texts = [self.wave.consent.text, *(item.text for item in items)]
        return [code for code in LANGUAGES if all(getattr(text, code) for text in texts)]

    @property
    def summary(self):
        """[(step, Page, [(Item, answer in words or "")])] of everything that is asked."""
        for step in self.steps[1:-1]:
            page = self.page(step)
            yield step, page, [(item, self._in_words(item)) for item in asked(page, self.answers)]

    def _in_words(self, item):
        answer = self.answers.get(item.name, "")
        choices = self.questionnaire.choices_of(item)
        if not choices:
            return str(answer)
        names = answer if isinstance(answer, list) else [answer]
        return ", ".join(str(choices[name].text) for name in names if name)

    @property
    def number_asked(self):
        return sum(len(asked(page, self.answers)) for page in self.questionnaire.pages)
