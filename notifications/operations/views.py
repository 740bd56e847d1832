"""The operator's page: does it go as it should, and if not, what is to be done."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from notifications.operations import access, actions
from notifications.operations.condition import condition, failures

PAGE_SIZE = 50


@require_GET
def operations(request: MemberRequest):
    access.refuse_who_does_not_operate(request.membership)
    now = timezone.now()
    page = Paginator(failures(now), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"condition": condition(now), "now": now, "page": page}
    return render(request, "notifications/operations.html", context)


@require_POST
def mail_retry(request: MemberRequest, mail_id):
    mail = access.failed_mail_or_404(request, mail_id)
    actions.retry_mail(request.membership, mail)
    messages.success(request, _("It is tried again within a minute."))
    return redirect("notifications:operations")


@require_POST
def mail_retry_all(request: MemberRequest):
    access.refuse_who_does_not_operate(request.membership)
    count = actions.retry_all(request.membership)
    said = ngettext(
        "%(count)d mail is tried again within a minute.",
        "%(count)d mails are tried again within a minute.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("notifications:operations")
