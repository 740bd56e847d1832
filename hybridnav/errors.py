import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error


@requires_csrf_token
def error_or_database_gone(request):
    """The 500 page, or 503 when the database does not answer: that passes, and a retry is right.

    As handler500 this also sees what fails in a middleware, such as the look-up of the session; a
    middleware of our own would not, for Django turns an exception into a response at every layer.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    try:
        body = loader.render_to_string("503.html")
    except TemplateDoesNotExist:
        body = "<h1>503</h1>"
    return HttpResponse(body, status=503, headers={"Retry-After": "5"})
