"""One proposes, another approves. Audit lines say which answer, and nothing of it."""

from django.db import connection, transaction

from accounts import audit
from caseload.editing import EditedMeanwhile, write_newest
from surveys.texts.models import TextDecision


@transaction.atomic
def propose(membership, decision, *, version, kind, text):
    """What is to become of an answer; it takes the place of what was proposed or sent back.

    `decision` may be new. Raises EditedMeanwhile.
    """
    proposal = {"kind": kind, "text": text, "proposed_by_id": membership.user_id}
    if decision.pk is None:
        about = {"wave": decision.wave, "item": decision.item} | proposal
        decision, is_new = TextDecision.objects.get_or_create(about, text_id=decision.text_id)
        if not is_new:
            raise EditedMeanwhile
    else:
        write_newest(decision, version, proposal | {"returned_by_id": None, "word": ""})
    audit.record(membership, "text_decision.propose", decision)


@transaction.atomic
def approve(membership, decision, *, version):
    """The answer becomes what was proposed, and what was taken out is gone for good.

    Raises EditedMeanwhile.
    """
    write_newest(decision, version, {"approved_by_id": membership.user_id})
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_settle_text(%s)", [decision.text_id])
        [is_settled] = cursor.fetchone()
    if not is_settled:
        raise LookupError(decision.text_id)
    audit.record(membership, "text_decision.approve", decision)


@transaction.atomic
def send_back(membership, decision, *, version, word):
    """Raises EditedMeanwhile."""
    write_newest(decision, version, {"returned_by_id": membership.user_id, "word": word})
    audit.record(membership, "text_decision.return", decision)
