"""A web server full of holes, for scanners to find before they are believed.

It listens on this machine only, and answers nothing to whoever does not know the secret word its
addresses begin with: what it lets in is real (a shell, files, other addresses, PostgreSQL).
"""

import json
import secrets
import subprocess
import threading
import urllib.request
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.parsers import expat

import psycopg

FOLDER = Path(__file__).parent
PEOPLE = "SELECT name FROM (VALUES (1, 'Blid Lampe'), (2, 'Varm Vott')) AS people (id, name)"
INDEX = """<title>Canary</title>
<a href="people?id=1">People</a> <a href="hello?name=Ada">Hello</a> <a href="go?to=hello">Go</a>
<a href="language?code=nb">Language</a> <a href="file?name=holes.html">File</a>
<a href="ping?host=localhost">Ping</a> <a href="fetch?url=hello">Fetch</a>
<a href="read?xml=%3Ca/%3E">Read</a> <a href="members">Members</a> <a href="book">Book</a>
<form method="post" action="book"><input name="text" value="Hei"><button>Write</button></form>
"""
GONE = "<title>Gone</title>Nothing here."


class Canary(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, database_url):
        super().__init__(("127.0.0.1", 0), Holes)
        self.database_url = database_url
        self.secret = secrets.token_urlsafe(16)
        self.address = f"http://127.0.0.1:{self.server_port}/{self.secret}/"
        self.written, self.fetched = [], {}

    def handle_error(self, *_arguments):
        """Says nothing: a scanner sends what no program takes, and that is no hole of ours."""

    def note_fetched(self, method, path):
        """Somebody was made to ask for /ssrf/<run>/<request>/<parameter>/: wapiti asks who."""
        run, request, parameter = path.split("/")[1:4]
        line = {"url": path, "date": f"{datetime.now(UTC):%FT%T}", "ip": "", "method": method}
        requests = self.fetched.setdefault(run, {})
        requests.setdefault(request, {}).setdefault(parameter, []).append(line)


class Holes(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        _empty, secret, path = (address.path.split("/", 2) + ["", ""])[:3]
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if not secrets.compare_digest(secret.encode(), self.server.secret.encode()):
            self.answer(GONE, status=404)
        elif path.startswith("ssrf/"):
            self.server.note_fetched(self.command, path)
            self.answer("seen")
        elif page := getattr(self, f"page_{path.split('.')[0] or 'index'}", None):
            page(asked)
        else:
            self.answer(GONE, status=404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = parse_qs(body.decode(errors="replace"))
        self.server.written += fields.get("text", [])[:1]
        self.do_GET()

    def do_ABC(self):
        """A method nobody knows goes past the only place that asks who it is."""
        self.answer("Members: Blid Lampe")

    def page_index(self, asked):
        self.answer(INDEX, {"Set-Cookie": "session=1"})

    def page_people(self, asked):
        try:
            with psycopg.connect(self.server.database_url, autocommit=True) as connection:
                rows = connection.execute(f"{PEOPLE} WHERE id = {asked.get('id', '1')}").fetchall()
            self.answer("".join(f"<p>{name}</p>" for (name,) in rows))
        except psycopg.Error as error:
            self.answer(f"PostgreSQL query failed: ERROR: {error}", status=500)

    def page_hello(self, asked):
        self.answer(f"<p>Hello {asked.get('name', '')}</p>")

    def page_book(self, asked):
        self.answer("".join(f"<p>{text}</p>" for text in self.server.written[-50:]) + INDEX)

    def page_go(self, asked):
        self.answer("", {"Location": asked.get("to", "hello").split("\r")[0]}, status=302)

    def page_language(self, asked):
        self.answer("Chosen", {"X-Language": asked.get("code", "")})

    def page_file(self, asked):
        with suppress(OSError, ValueError):
            return self.answer((FOLDER / asked.get("name", "")).read_text(errors="replace"))
        self.answer(GONE, status=404)

    def page_ping(self, asked):
        command = f"echo {asked.get('host', '')}"
        done = subprocess.run(command, shell=True, stdin=-3, capture_output=True, timeout=30)
        self.answer((done.stdout + done.stderr).decode(errors="replace"))

    def page_fetch(self, asked):
        """Anything on this machine."""
        with suppress(OSError, ValueError):
            if urlsplit(asked.get("url", "")).hostname == "127.0.0.1":
                with urllib.request.urlopen(asked["url"], timeout=5) as answer:
                    answer.read()
        self.answer("Fetched")

    def page_read(self, asked):
        texts, parser = [], expat.ParserCreate()

        def follow(context, _base, name, _public):
            inner = parser.ExternalEntityParserCreate(context)
            inner.Parse(Path(urlsplit(name or "").path).read_bytes(), True)
            return 1

        parser.CharacterDataHandler, parser.ExternalEntityRefHandler = texts.append, follow
        with suppress(expat.ExpatError, OSError, ValueError):
            parser.Parse(asked.get("xml", "").encode(), True)
        self.answer("".join(texts))

    def page_members(self, asked):
        self.answer("Members only", status=403)

    def page_get_ssrf(self, asked):
        run = asked.get("session_id", "")
        self.answer(json.dumps(self.server.fetched.get(run, {})), {"Content-Type": "text/json"})

    def answer(self, text, headers=None, *, status=200):
        """By hand, since every library refuses a header of two lines."""
        body = text.encode()
        lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": len(body)}
        lines["Connection"] = "close"
        head = "".join(f"{name}: {value}\r\n" for name, value in (lines | (headers or {})).items())
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(f"HTTP/1.1 {status} Canary\r\n{head}\r\n".encode() + body)

    def log_message(self, *_arguments):
        """Says nothing: a scanner asks thousands of times."""


@contextmanager
def flying(database_url):
    """The Canary, answering on this machine."""
    canary = Canary(database_url)
    thread = threading.Thread(target=canary.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        canary.shutdown()
        canary.server_close()
