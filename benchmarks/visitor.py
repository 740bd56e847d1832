"""Somebody signed in who asks a server for pages, as a browser does."""

import http.client
from time import perf_counter
from uuid import uuid4

CSRF = "a" * 32  # the cookie and the form agree, which is all the check asks for
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Keeps one connection. `visit` gives the milliseconds of all its requests together."""

    def __init__(self, server, session):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "Accept-Encoding": "gzip, deflate, br, zstd",
            "Accept-Language": "nb-NO,nb;q=0.9",
        }

    def visit(self, requests):
        return sum(self.ask(request) for request in requests)

    def ask(self, request):
        method, body, headers = "GET", None, self.headers | (request["headers"] or {})
        if request["body"]:
            method = "POST"
            body = request["body"].replace("{uuid}", str(uuid4()))
            headers |= {"X-CSRFToken": CSRF, "Content-Type": FORM}
        begun = perf_counter()
        self.connection.request(method, request["path"], body, headers)
        answer = self.connection.getresponse()
        answer.read()
        took = (perf_counter() - begun) * 1000
        # The floor's form answers with a redirect, the product's with the row.
        if answer.status != 200 and (method, answer.status) != ("POST", 302):
            raise SystemExit(f"{method} {request['path']} answers {answer.status}")
        if "/login" in (answer.getheader("Location") or ""):
            raise SystemExit(f"{request['path']} asks to sign in")
        return took
