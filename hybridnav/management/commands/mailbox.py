"""A mail server on this machine that keeps what it gets, for the demo: nothing goes further."""

import asyncio
import signal
import socket

from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.core.management.base import BaseCommand

from notifications.mailbox.kept import keep


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        keep(envelope.content)
        return "250 OK"


class Command(BaseCommand):
    help = "Receive mails on 127.0.0.1 and keep the newest in the data folder."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=settings.EMAIL_PORT)
        parser.add_argument("--fd", type=int, help="a socket that listens already")

    def handle(self, *, port, fd, **options):
        listener = socket.socket(fileno=fd) if fd else socket.create_server(("127.0.0.1", port))
        asyncio.run(serve(listener))


async def serve(listener):
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in [signal.SIGINT, signal.SIGTERM]:
        loop.add_signal_handler(number, stopping.set)
    server = await loop.create_server(lambda: SMTP(Keeper(), hostname="127.0.0.1"), sock=listener)
    async with server:
        await stopping.wait()
