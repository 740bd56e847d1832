from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import demo
from accounts.forms import SettingsForm
from accounts.http import MemberRequest
from accounts.middleware import SESSION_KEY


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest):
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        request.user.save(update_fields=form.Meta.fields)
        with translation.override(request.user.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)


@require_POST
def switch_membership(request: MemberRequest):
    mine = {str(membership.pk): membership for membership in request.memberships}
    chosen = mine.get(request.POST.get("membership", ""))
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.pk
    return redirect("/")


@login_not_required
@require_POST
def demo_sign_in(request):
    """One click signs in as a member of the demo's cast. Exists only where DEMO=1."""
    if not django_settings.DEMO:
        raise Http404
    user = get_object_or_404(demo.members(), email=request.POST.get("email", ""))
    login(request, user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")
