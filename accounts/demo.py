"""The demo's fixed cast, each signed in by one click. Only where DEMO=1."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User

CAST = [
    ("ada@demo.example", _("Ada, advisor")),
    ("bo@demo.example", _("Bo, advisor and Ada's colleague")),
    ("lars@demo.example", _("Lars, office leader")),
    ("mia@demo.example", _("Mia, employer liaison")),
    ("kari@demo.example", _("Kari, county contact")),
    ("nina@demo.example", _("Nina, local contact")),
    ("fia@demo.example", _("Fia, researcher")),
    ("pia@demo.example", _("Pia, privacy coordinator")),
    ("olav@demo.example", _("Olav, operator")),
    ("tor@demo.example", _("Tor, advisor at another office")),
    ("liv@demo.example", _("Liv, leader of another office")),
]


def members():
    return User.objects.filter(email__in=dict(CAST), is_active=True)


def cast(request):
    """Context processor: who can be signed in by one click, and whether there is mail to read.

    Outside a demo: nobody and none.
    """
    return {
        "demo_cast": CAST if settings.DEMO else [],
        "demo_mailbox": settings.DEMO and settings.DEMO_MAILBOX,
    }
