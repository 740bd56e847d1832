"""A real mail server for the tests: it listens on a free port and keeps what it gets."""

import email
import socket
from email import policy

from aiosmtpd.controller import Controller


class Sink:
    """`mails` as they came. `answer` is what it says to each from now on, such as "451 later"."""

    def __init__(self):
        self.mails = []
        self.answer = "250 OK"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if not self.answer.startswith("250"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def start(self):
        self.controller.start()

    def stop(self):
        if not self.controller.loop.is_closed():
            self.controller.stop(no_assert=True)
