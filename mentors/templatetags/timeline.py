"""What happened with one person, line by line.

Ten of them are a third of her page (benchmarks/README.md), so they are written as the lines of the
bench are (caseload/templatetags/bench.py): here and not in a template, what all of them share asked
for once, and only what somebody wrote is escaped: look for `escape`.
"""

from html import escape

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from aksel.templatetags.aksel import tag
from caseload.bench import Bench
from caseload.models import Participant
from caseload.templatetags.bench import who_needs_something
from mentors.models import Contact

register = template.Library()

NOBODY = str(Bench.nobody)

LINE = '<li class="hn-timeline__entry">{}</li>\n'
HEAD = """<div class="hn-timeline__head aksel-body-short">
<span class="hn-strong">{}</span>
<span>{}</span>
<span class="hn-subtle">{}</span>
</div>
"""
SAID = '<p class="aksel-body-short">{}</p>\n'
WRITTEN = '<p class="aksel-body-long hn-written">{}</p>\n'
LEARNED = '<p class="aksel-body-long hn-written"><span class="hn-strong">{}</span> {}</p>\n'
FIRST_VERSION = '<details class="hn-more"><summary>{}</summary>\n{}</details>\n'
LINK = '<a class="aksel-link aksel-body-short aksel-body-short--small" href="{}">{}</a>\n'
FOR_LISTENERS = '<span class="aksel-sr-only"> {} {}</span>'


@register.simple_tag(takes_context=True)
def timeline_lines(context, entries):
    """A <li> for each entry of a timeline.timeline_page(). Takes can_change and request."""
    lines = Lines(context["request"].user, context["can_change"])
    shown = "".join(LINE.format(lines.line(entry)) for entry in entries)
    return mark_safe(shown)  # nosec B308 B703 # Lines escapes


class Lines:
    """Writes the lines of one timeline."""

    def __init__(self, user, can_change):
        self.user, self.can_change = user, can_change
        self.channels = dict(Participant.Channel.choices)
        self.people = dict(Contact.Who.choices)
        self.topics = {topic: tag(topic.label, size="xsmall") for topic in Contact.Topic}
        self.what_we_learned = _("What did we learn?")
        self.correct, self.contact_of = _("Correct"), _("the contact of")
        self.correct_url = reverse("mentors:contact_correct", args=[NOBODY]) + "?back=participant"

    def line(self, entry):
        day = date_format(entry.on, "j. F Y")
        return self._contact(entry.contact, day) if entry.contact else self._change(entry, day)

    def _change(self, entry, day):
        change = entry.change
        what = f"{change.kind_text}: {escape(change.text)}" if change.text else change.kind_text
        return HEAD.format(day, what, escape(change.by_name))

    def _contact(self, contact, day):
        html = HEAD.format(day, self._how(contact), escape(contact.by_name))
        if contact.needs_something:
            html += SAID.format(self._need(contact))
        html += self._written(contact)
        if contact.topics:
            topics = "".join(f"<li>{self.topics[topic]}</li>" for topic in contact.topics)
            html += f'<ul class="hn-chips">{topics}</ul>\n'
        if first := contact.corrects:
            said = f"{date_format(first.on, 'j. F Y')}, {self._how(first)}"
            said = SAID.format(said) + self._written(first)
            html += FIRST_VERSION.format(_("Corrected. Show the first version"), said)
        return html + self._links(contact, day) if self.can_change else html

    def _how(self, contact):
        people = ", ".join(str(self.people[who]) for who in contact.people)
        return f"{self.channels[contact.how]}: {people}"

    def _need(self, contact):
        if not contact.need_met_on:
            return who_needs_something(contact, self.user)
        text = _("%(who)s needed something. Done %(day)s by %(by)s:") % {
            "who": contact.get_needs_something_display(),
            "day": date_format(contact.need_met_on, "j. F"),
            "by": contact.need_met_by_name,
        }
        return escape(f"{text} {contact.need_met_how}")

    def _written(self, contact):
        learned, note = contact.learned, contact.note
        html = LEARNED.format(self.what_we_learned, escape(learned)) if learned else ""
        return html + WRITTEN.format(escape(note)) if note else html

    def _links(self, contact, day):
        url = self.correct_url.replace(NOBODY, str(contact.pk))
        html = LINK.format(url, self.correct + FOR_LISTENERS.format(self.contact_of, day))
        if contact.placement_id and Contact.Topic.MENTOR_SUPPORT in contact.topics:
            url = reverse("mentors:mentor_need_create", args=[contact.placement_id])
            html += LINK.format(url, _("The mentor needs something"))
        return html
