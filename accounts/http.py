from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Membership, User


class MemberRequest(HttpRequest):
    """What our views receive: LoginRequiredMiddleware and CurrentMembership see to it."""

    user: User
    membership: Membership
    memberships: list[Membership]
    htmx: HtmxDetails
