"""The versions of a section that somebody would look for among all that were saved."""

import datetime

PAUSE = datetime.timedelta(minutes=10)


def resting(section, most=200):
    """The newest first: the last of each time one person wrote without a longer pause.

    A page saves every few seconds; all of it is kept, and nobody wants to look through it.
    """
    found, newer = [], None
    for version in section.versions.select_related("by").defer("text", "typed"):
        goes_on = newer and newer.by_id == version.by_id and newer.at - version.at < PAUSE
        newer = version
        if not goes_on:
            found.append(version)
        if len(found) == most:
            break
    return found
