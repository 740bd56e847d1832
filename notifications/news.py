"""Whether something new waits for whoever has a page open: asked every few seconds, so it is small.

Asking writes nothing. It keeps no session alive and says of nobody that she is at work.
"""

from django.db.models import Count, Max
from django.http import HttpResponse
from django.views.decorators.http import etag, require_GET

from accounts.http import MemberRequest
from notifications.models import Notification


def _state(request):
    waiting = Notification.objects.visible_to(request.membership).open()
    found = waiting.aggregate(number=Count("pk"), newest=Max("told_at"))
    newest = int(found["newest"].timestamp() * 1000) if found["newest"] else 0
    return found["number"], newest


def _mark(request):
    return '"{}-{}"'.format(*_state(request))


@require_GET
@etag(_mark)
def news(request: MemberRequest):
    """304 while nothing has changed, else when the newest was told: milliseconds since 1970."""
    _number, newest = _state(request)
    return HttpResponse(str(newest), content_type="text/plain")
