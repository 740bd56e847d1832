import hashlib
import hmac
import os
import uuid
from base64 import urlsafe_b64encode

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office
from notifications.operations.models import Heartbeat

__all__ = ["Heartbeat", "Link", "Mail", "Notification"]


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """What she was told at the office she is at now."""
        return self.filter(user=membership.user_id, office=membership.office_id)

    def told_to(self, user_id, today):
        """What visible_to() shows her in all her roles of this day together."""
        hers = Membership.objects.active(today).filter(user=user_id)
        return self.filter(user=user_id, office__in=hers.values("office"))

    def open(self):
        return self.filter(settled_at=None)

    def unseen(self):
        return self.open().filter(seen_at=None)

    def settle(self):
        """Done, or no longer so. Returns how many were open."""
        return self.open().update(settled_at=timezone.now())

    def take_away(self):
        """She needs it no more: nobody brings it back but herself."""
        return self.open().update(settled_at=timezone.now(), by_hand=True)

    def bring_back(self):
        return self.filter(by_hand=True).update(settled_at=None, by_hand=False)

    def taken_away(self, since):
        return self.filter(by_hand=True, settled_at__gte=since).order_by("-settled_at", "pk")

    def see(self):
        return self.unseen().update(seen_at=timezone.now())

    def counted(self):
        """[{office, office__name, kind, n}]: what the page and the digest say, from one query."""
        groups = self.order_by("office__name", "office").values("office", "office__name", "kind")
        return groups.annotate(n=Count("pk"))


class Notification(models.Model):
    """One thing told to one user, once. The bell and the digest read it; the page says the name.

    It holds no name and no text: whoever may no longer see a person no longer reads about her.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("A mentor asks you to call")
        CALL_WAITS = "call_waits", _("A call needs someone")
        BENEFIT_ENDS = "benefit_ends", _("A benefit ends")
        CONTACT_DUE = "contact_due", _("Agreed contact")
        MEASURE_ENDS = "measure_ends", _("A measure ends")
        HANDOVER = "handover", _("People are handed over to you")
        TODO_DUE = "todo_due", _("Something to do")
        AGREEMENT_ENDS = "agreement_ends", _("An agreement on room ends")
        MEETING = "meeting", _("A reflection meeting")
        MEETING_MISSED = "meeting_missed", _("We would like to see you")
        COUNTY_ANSWERED = "county_answered", _("The county has answered")
        WEEKLY_NOTE = "weekly_note", _("What needs a decision")
        LEDGER_CHANGED = "ledger_changed", _("The ledger of releases was changed")
        MAIL_FAILED = "mail_failed", _("A mail did not arrive")
        RELEASE = "release", _("A release of answers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    # What it is about: the id of a participant, a call, a handover … of a floor above.
    about = models.UUIDField()
    # The page where something is done about it: an address without a host.
    url = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    key = models.CharField(max_length=120, unique=True)
    told_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # Settled by her own click, which no sweep undoes.
    by_hand = models.BooleanField(default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-told_at", "pk"]
        indexes = [
            models.Index(
                fields=["user", "-told_at"], condition=Q(settled_at=None), name="told_and_open"
            ),
            models.Index(fields=["about"], condition=Q(settled_at=None), name="told_about"),
        ]

    def __str__(self):
        return self.key


class DayTold(models.Model):
    """Whatever is told by the clock on this day has been told: the digests wait for it."""

    day = models.DateField(primary_key=True)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("day that is told")
        verbose_name_plural = _("days that are told")

    def __str__(self):
        return str(self.day)


class MailQuerySet(models.QuerySet):
    def waiting(self, now):
        return self.filter(state=Mail.State.WAITING, due_at__lte=now)

    def about(self, *ids):
        return self.filter(about__in=ids)

    def cancel(self):
        """Not sent any more. Waits for a sending that has begun, so that afterwards none is."""
        return self.filter(state=Mail.State.WAITING).update(
            state=Mail.State.CANCELLED, ended_at=timezone.now()
        )


class Mail(models.Model):
    """One mail that is to go out, once. What it says is written when it is sent, if it still holds.

    So neither text nor address lies here, and nobody is reminded of what is done already.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")
        DROPPED = "dropped", _("too late")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    # To somebody who logs in; otherwise the floor above knows the address of what it is about.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails"
    )
    address_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nb")
    about = models.UUIDField(null=True, db_index=True)
    # Who is told when it cannot be delivered, and the page that is about it.
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # What the mail server answered, as a code; never its words, which may repeat an address.
    trouble = models.CharField(max_length=40, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["kind", "due_at"], condition=Q(state="waiting"), name="mail_waiting"
            ),
            models.Index(fields=["address_hash", "created_at"]),
            models.Index(
                fields=["state", "-ended_at"],
                condition=Q(ended_at__isnull=False),
                name="mail_ended",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(ended_at__isnull=False),
                name="mail_that_ended_says_when",
            ),
        ]

    def __str__(self):
        return self.key

    def end(self, state, trouble=""):
        self.state, self.ended_at, self.trouble = state, timezone.now(), trouble
        self.save(update_fields=["state", "ended_at", "trouble", "attempts"])


class LinkQuerySet(models.QuerySet):
    def usable(self, now):
        return self.filter(spent_at=None, revoked_at=None, expires_at__gt=now)

    def about(self, *ids):
        return self.filter(about__in=ids)

    def revoke(self):
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


class Link(models.Model):
    """A personal link for somebody without an account. The rules are in links.py."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20)
    about = models.UUIDField(db_index=True)
    # Ids of what gives somebody the right to it, such as her candidates: without any it is revoked.
    because_of = ArrayField(models.UUIDField(), default=list)
    # With a key from outside the database it gives the token, so that a second mail can carry the
    # same link; alone it gives nothing.
    nonce = models.BinaryField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [GinIndex(fields=["because_of"], name="link_because_of")]

    def __str__(self):
        return str(self.pk)

    def save(self, *args, **kwargs):
        if not self.nonce:
            self.nonce = os.urandom(32)
            self.token_hash = self.hash_of(self.token)
        super().save(*args, **kwargs)

    def rest_on(self, ids):
        """These alone give the right to it from now on; nothing does: revoked."""
        self.because_of = list(ids)
        self.revoked_at = None if self.because_of else timezone.now()
        self.save(update_fields=["because_of", "revoked_at"])

    @property
    def token(self):
        """43 letters, 256 bits: nothing in the database tells them."""
        key = hashlib.sha256(b"link" + bytes.fromhex(settings.FIELD_KEYS[-1])).digest()
        digest = hmac.new(key, bytes(self.nonce), hashlib.sha256).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")

    @staticmethod
    def hash_of(token):
        return hashlib.sha256(token.encode()).hexdigest()
