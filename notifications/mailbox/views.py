"""The mailbox of the demo: what would have been sent, with links that work."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from notifications.mailbox import access, kept

PAGE_SIZE = 50
# A mail has its style inside and runs nothing. What is clicked opens as a page of its own.
SANDBOX = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


@login_not_required
@never_cache
@require_GET
def mailbox(request):
    access.refuse_outside_the_demo()
    page = Paginator(kept.ids(), PAGE_SIZE).get_page(request.GET.get("page"))
    # One may be forgotten in this very moment.
    mails = filter(None, map(kept.read, page))
    return render(request, "notifications/mailbox.html", {"page": page, "mails": list(mails)})


@login_not_required
@never_cache
@csp_update({"frame-src": [SELF]})
@require_GET
def mailbox_mail(request, kept_id):
    context = {"mail": access.mail_or_404(kept_id)}
    return render(request, "notifications/mailbox_mail.html", context)


@login_not_required
@never_cache
@csp(SANDBOX)
@xframe_options_sameorigin
@require_GET
def mailbox_html(request, kept_id):
    """The HTML as it was sent, shut in by its own policy, also when opened by itself."""
    html = access.mail_or_404(kept_id).html
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))


@login_not_required
@never_cache
@require_GET
def mailbox_attachment(request, kept_id, number):
    attachment = access.attachment_or_404(kept_id, number)
    name = content_disposition_header(True, attachment.get_filename() or "attachment")
    return HttpResponse(
        attachment.get_payload(decode=True),
        content_type=attachment.get_content_type(),
        headers={"Content-Disposition": name},
    )
