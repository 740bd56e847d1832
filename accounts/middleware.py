from django.shortcuts import render
from django.utils import translation

SESSION_KEY = "membership"


def language_of_the_user(get_response):
    """A signed-in person's own choice goes before cookie and browser."""

    def middleware(request):
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware


class CurrentMembership:
    """Sets request.memberships (active today) and request.membership (the one in use).

    Who has none gets a page that says so from every view of ours; sign-in and sign-out still work.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.memberships, request.membership = [], None
        if request.user.is_authenticated:
            request.memberships = request.user.active_memberships
            chosen = request.session.get(SESSION_KEY)
            by_id = {membership.pk: membership for membership in request.memberships}
            request.membership = by_id.get(chosen) or next(iter(request.memberships), None)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.membership or not request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True) or view.__module__.startswith("allauth."):
            return None
        return render(request, "accounts/no_membership.html", status=403)
