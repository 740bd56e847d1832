"""A mail server as a program of its own: `python -m tests.faults.sink PORT MODE_FILE RECORD`.

It does as the mode file says at that moment: takes mails ("ok"), says nothing any more ("hang"),
refuses ("451", "550"), or takes a mail and leaves without a word ("drop"). Each mail that it has
read to the end is a line of the record, written before it answers: [monotonic ns, Message-ID,
whether it said 250]. The clock is the machine's, so other processes may compare.
"""

import asyncio
import email
import json
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Server(SMTP):
    def __init__(self, mode_file, record):
        self.mode_file, self.record = mode_file, record
        super().__init__(self, hostname="sink", enable_SMTPUTF8=True)

    @property
    def mode(self):
        return self.mode_file.read_text()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "hang":
            await asyncio.sleep(3600)
        if self.mode in ("451", "550"):
            return f"{self.mode} not now" if self.mode == "451" else f"{self.mode} no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        is_taken = self.mode != "drop"
        message_id = email.message_from_bytes(envelope.content)["Message-ID"]
        line = json.dumps([time.monotonic_ns(), message_id, is_taken])
        self.record.write(line + "\n")
        if is_taken:
            return "250 OK"
        self.transport.abort()
        return "250 nobody reads this"


async def serve(port, mode_file, record):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(mode_file, record), "127.0.0.1", port)
    await server.serve_forever()


def main(port, mode_file, record):
    with open(record, "a", buffering=1) as lines:
        asyncio.run(serve(int(port), Path(mode_file), lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
