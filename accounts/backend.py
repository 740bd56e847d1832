from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from accounts.models import Membership


class OneQueryBackend(AuthenticationBackend):
    """Every page asks who is signed in and in which roles: both are found at once."""

    def get_user(self, user_id):
        """The user with her `active_memberships`; None for nobody and for who is shut out."""
        memberships = Membership.objects.active(timezone.localdate()).filter(user=user_id)
        memberships = list(memberships.select_related("user", "office", "county"))
        if memberships:
            user = memberships[0].user
            user = user if self.user_can_authenticate(user) else None
        else:
            user = super().get_user(user_id)
        if user:
            user.active_memberships = memberships
        return user
