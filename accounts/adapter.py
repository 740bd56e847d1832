from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Where sign-in differs from allauth's own ways.

    Entra ID will be a social account adapter beside this one: a person is then known by `oid` and
    `tid`, never by e-mail, and local passwords can be closed here.
    """

    def is_open_for_signup(self, request):
        return False  # an operator makes accounts
