"""No log tells a personal link: whoever reads one could open what it opens."""

import logging
import re

# A link's token has 43 letters. Nothing else we write to a log is one word of 40 or more.
TOKEN = re.compile(r"[\w-]{40,}|(?<=surveys/a/)[^/\s]+")
# Where surveys are answered.
RESPONDENTS = ("/surveys/a/", "/surveys/answer/", "/surveys/code/")


def without_tokens(text):
    return TOKEN.sub("…", text)


class NoTokens(logging.Filter):
    """Takes them out of the message and what is put into it, before any handler sees them."""

    def filter(self, record):
        record.msg = without_tokens(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_tokens(arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


class NoRespondents(logging.Filter):
    """Says nothing of who answers a survey, not even when: only what went wrong in the program."""

    def filter(self, record):
        path = getattr(getattr(record, "request", None), "path", "")
        return record.levelno >= logging.ERROR or not path.startswith(RESPONDENTS)


class LineFormatter(logging.Formatter):
    """For the traceback as well, which is written after the filters."""

    def format(self, record):
        return without_tokens(super().format(record))
