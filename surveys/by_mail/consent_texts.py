"""What a contact person says yes to. A text somebody has agreed to is never changed: add another.

What she agrees to when she answers is the consent text of the wave, shown before the questions.
"""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    1: _(
        "When working together about a candidate has ended, you may get an e-mail with a link to "
        "a short survey, and one reminder. It is voluntary, and you can say no at any time, to me "
        "or by a link in the mail. We keep that you have said yes, when, and who wrote it down. "
        "It is never kept with an answer."
    ),
}
NEWEST = max(TEXTS)
