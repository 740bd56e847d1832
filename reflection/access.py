"""Who takes part in what this app is about."""

from django.core.exceptions import PermissionDenied


def refuse_who_does_not_reflect(membership):
    if not membership.reflects:
        raise PermissionDenied
