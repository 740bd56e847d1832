from django.utils.translation import gettext as _

from mentors.checkins.models import CheckIn
from mentors.letters.consent import allowed
from mentors.letters.mails import call_path, to_mentor


def check_in(mail):
    check_in = (
        CheckIn.objects.filter(relation=mail.about, next_at__isnull=False)
        .select_related("relation__advisor", "relation__mentor__workplace__office")
        .first()
    )
    if check_in is None:
        return None
    relation = check_in.relation
    if not allowed(mail, relation.mentor, relation.agreed_mentorships):
        return None
    path = call_path(relation)
    return path and to_mentor(
        mail,
        relation.mentor,
        relation.advisor,
        _("Is there something you want to say?"),
        "check_in",
        path=path,
    )
