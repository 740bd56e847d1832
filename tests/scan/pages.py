"""Reads pages as a browser does: which forms they have, and where their links lead."""

import urllib.request
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

# Never sent: it would end the visit, or make it somebody else's.
NOT_SENT = ("logout/", "account/membership/", "sign-in/password/")
FILLED = {"number": "1", "date": "2030-01-01", "email": "ada@nav.example", "text": "Hei"}
# The token of a form is no field for a scanner to write in.
TOKEN = "csrfmiddlewaretoken"


class Request(NamedTuple):
    """A page with a query, or a form as it is sent when somebody fills it in."""

    method: str
    url: str
    data: str

    @property
    def key(self):
        """The same form of another person's page is no other form."""
        sent = self.data if self.method == "POST" else urlsplit(self.url).query
        names = sorted({name for name, _value in parse_qsl(sent, keep_blank_values=True)})
        parts = urlsplit(self.url).path.split("/")
        return (self.method, *("*" if len(part) > 30 else part for part in parts), *names)


class Page(HTMLParser):
    def __init__(self, url, text):
        super().__init__()
        self.url, self.links, self.forms = url, set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and attrs.get("href"):
            self.links.add(urljoin(self.url, attrs["href"]).partition("#")[0])
        elif tag == "form":
            action = urljoin(self.url, attrs.get("action") or "")
            self.forms.append((attrs.get("method", "get").upper(), action, {}))
        elif tag in ("input", "textarea", "select", "button") and self.forms and "name" in attrs:
            self.field(self.forms[-1][2], attrs)
        elif tag == "option" and self.forms and self.forms[-1][2]:
            *_others, last = self.forms[-1][2]
            if "selected" in attrs or not self.forms[-1][2][last]:
                self.forms[-1][2][last] = attrs.get("value") or ""

    def field(self, fields, attrs):
        kind, value = attrs.get("type", "text"), attrs.get("value")
        chosen = kind not in ("checkbox", "radio") or "checked" in attrs
        if chosen or attrs["name"] not in fields:
            fields[attrs["name"]] = value if value else FILLED.get(kind, "")

    def requests(self):
        """A Request for each form, and one for the page itself where its address has a query."""
        if urlsplit(self.url).query:
            yield Request("GET", self.url, "")
        for method, action, fields in self.forms:
            sent = urlencode(fields)
            if not fields or any(word in action for word in NOT_SENT):
                continue
            if method == "POST":
                yield Request("POST", action, sent)
            else:
                yield Request("GET", f"{action.partition('?')[0]}?{sent}", "")


def read(url, cookie=""):
    request = urllib.request.Request(url, headers={"Cookie": cookie, "Accept-Language": "nb-NO"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return Page(answer.url, answer.read().decode())


def requests_of(pages):
    """[Request] of these pages, each sort once."""
    found = {}
    for page in pages:
        for request in page.requests():
            found.setdefault(request.key, request)
    return list(found.values())
