from django.middleware.csrf import CsrfViewMiddleware


class NotesStalePages(CsrfViewMiddleware):
    """Where a form's token is missing or too old the view is told, and keeps what was typed.

    It must do nothing else with such a request. What it shows goes to who sent it, and the cookie
    of the link comes along with no form of another site.
    """

    def process_view(self, request, *args):
        request.is_stale = False
        return super().process_view(request, *args)

    def _reject(self, request, reason):
        request.is_stale = True
