"""From what a person wishes to the workplaces that say something of it."""

import re

from django.db.models import Q

from accounts.names import sort_key
from caseload.industries import SECTION_CHOICES


def says(word):
    """Q of the workplaces whose name, offered work or industry says this word."""
    sections = [letter for letter, name in SECTION_CHOICES if word.casefold() in name.casefold()]
    return (
        Q(sort_key__contains=sort_key(word)) | Q(offers__icontains=word) | Q(section__in=sections)
    )


# Words of a wish that say nothing about work.
_EMPTY_WORDS = frozenset(
    "alle andre arbeid arbeide arbeidet bare begynne bli blir bort både eller etter finne folk fra "
    "gjerne gjøre ha han har helst hun hva hvor ikke ikkje ingen jobb jobbe jobben kan kunne liker "
    "litt lære med men mer mest mye når noe noko noen også ofte og om ønsker over prøve seg ser "
    "sin sitt skal som til ting trives uten ved veldig vera være vil ville".split()
)
_ENDING = re.compile(r"(ene|ane|ing|er|ar|en|et|e|a|r)$")


def wish_stems(text, most=12):
    """The telling words of a wish without their Norwegian endings, the first `most` of them."""
    words = re.findall(r"\w{3,}", text.casefold())
    telling = [word for word in words if word not in _EMPTY_WORDS]
    stems = [_ENDING.sub("", word) if len(word) > 5 else word for word in telling]
    return list(dict.fromkeys(stems))[:most]
