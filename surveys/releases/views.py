from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from surveys.access import refuse_who_is_no_researcher, refuse_who_reads_no_surveys
from surveys.releases import access, actions
from surveys.releases.forms import DecisionForm, ProposalForm, ReleaseForm, WishForm
from surveys.releases.models import Release
from surveys.releases.proposals import milder
from surveys.releases.shown import shown_of, tables_of, wished_in_words
from surveys.releases.wish import wish_from_json

PAGE_SIZE = 20
MANY_LOOKS = 15
SHOWN_ON_A_PAGE = 3


@require_GET
def release_list(request: MemberRequest):
    refuse_who_reads_no_surveys(request.membership)
    releases = Release.objects.visible_to(request.membership).for_list()
    context = {
        "page": Paginator(releases, PAGE_SIZE).get_page(request.GET.get("page")),
        "waiting": releases.waiting(),
        "has_waves": access.waves_with_answers(request.membership).exists(),
    }
    return render(request, "surveys/release_list.html", context)


@require_http_methods(["GET", "POST"])
def release_create(request: MemberRequest):
    """What for, and of which waves; what of them is chosen on the next page."""
    refuse_who_is_no_researcher(request.membership)
    form = ReleaseForm(
        request.POST if request.method == "POST" else None,
        waves=access.waves_with_answers(request.membership),
    )
    if form.is_valid():
        release = actions.make_release(request.membership, **form.cleaned_data)
        return redirect("surveys:release_edit", release.pk)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/release_create.html", {"form": form}, status=status)


@require_GET
def release_detail(request: MemberRequest, release_id):
    """Polled by itself while a worker is at it."""
    return _detail(request, access.release_or_404(request, release_id), DecisionForm(None))


def _detail(request, release, form, status=200):
    waves = access.waves_of(release)
    context = _outcome(request, release, waves) | {
        "form": form,
        "wished": wished_in_words(release, waves[0].questionnaire),
        "entry": getattr(release, "entry", None),
        "may_decide": access.may_decide(request.membership, release),
    }
    if not request.htmx:
        return render(request, "surveys/release_detail.html", context, status=status)
    response = render(request, "surveys/_release_outcome.html", context)
    # What can be done next stands on the rest of the page.
    if not release.is_underway and not context["is_beside_form"]:
        response["HX-Refresh"] = "true"
    return response


def _outcome(request, release, waves):
    """`looks`: how often the page has looked, so that it can say that nobody is at it."""
    looks = request.GET.get("looks", "")
    looks = int(looks) if looks.isascii() and looks.isdigit() and len(looks) < 4 else 0
    return {
        "release": release,
        "waves": waves,
        "shown": shown_of(release, waves),
        "looks": looks + 1,
        "is_long": looks > MANY_LOOKS,
        "is_beside_form": request.GET.get("from") == "edit",
    }


@require_http_methods(["GET", "POST"])
def release_edit(request: MemberRequest, release_id):
    """Saved at each tick where there is JavaScript: then only what it costs is answered."""
    release = access.own_release_or_404(request, release_id)
    if not release.can_change:
        messages.warning(request, _("It is asked for already, so it cannot be changed."))
        return redirect(release)
    waves = access.waves_of(release)
    wish = wish_from_json(release.wish) if release.is_written else None
    given = request.POST if request.method == "POST" else None
    form = WishForm(given, release=release, questionnaire=waves[0].questionnaire, wish=wish)
    is_saved = form.is_valid() and _is_saved(request, release, form, waves)
    if is_saved and not request.htmx:
        return redirect(release)
    if form.is_bound:
        # Whoever sends it once more has read what somebody else had written.
        release.refresh_from_db()
        form.data = request.POST.copy()
        form.data["version"] = release.version
    context = _outcome(request, release, waves) | {"form": form, "is_beside_form": True}
    template = "_release_tried.html" if request.htmx else "release_edit.html"
    status = 422 if form.errors else 200
    return render(request, f"surveys/{template}", context, status=status)


def _is_saved(request, release, form, waves):
    given = form.cleaned_data
    said = {name: given[name] for name in ("title", "purpose", "version")}
    try:
        actions.change_release(request.membership, release, wish=form.wish_of(waves), **said)
    except actions.WasChanged:
        form.add_error(None, _("Somebody has changed it meanwhile. Save again to keep yours."))
        return False
    return True


@require_POST
def release_milder(request: MemberRequest, release_id):
    """Take one of the proposals, and have it tried."""
    release = access.own_release_or_404(request, release_id)
    waves, form = access.waves_of(release), ProposalForm(request.POST)
    proposals = release.outcome["proposals"] if release.outcome else []
    if form.is_valid() and form.cleaned_data["place"] < len(proposals):
        proposal = proposals[form.cleaned_data["place"]]
        wish = milder(wish_from_json(release.wish), waves[0].questionnaire, proposal)
        version = form.cleaned_data["version"]
        try:
            actions.change_release(request.membership, release, version=version, wish=wish)
        except actions.WasChanged:
            messages.warning(request, _("Somebody has changed it meanwhile. Look at it again."))
    if request.POST.get("from") == "edit":
        return redirect("surveys:release_edit", release.pk)
    return redirect(release)


@require_POST
def release_again(request: MemberRequest, release_id):
    actions.try_again(access.own_release_or_404(request, release_id))
    return redirect("surveys:release_detail", release_id)


@require_POST
def release_ask(request: MemberRequest, release_id):
    release = access.own_release_or_404(request, release_id)
    return _done(
        request,
        release,
        lambda: actions.ask_for_approval(request.membership, release),
        _("Asked for. The privacy coordinator decides."),
    )


@require_POST
def release_take_back(request: MemberRequest, release_id):
    release = access.own_release_or_404(request, release_id)
    return _done(
        request,
        release,
        lambda: actions.take_back(request.membership, release),
        _("Taken back. You can change it."),
    )


@require_POST
def release_decide(request: MemberRequest, release_id):
    release = access.release_or_404(request, release_id)
    access.refuse_who_may_not_decide(request.membership, release)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _detail(request, release, form, status=422)
    given = form.cleaned_data
    return _done(
        request,
        release,
        lambda: actions.decide(
            request.membership,
            release,
            approves=given["answer"] == "approve",
            word=given["decision"],
            for_offices=given["for_offices"],
        ),
        _("Your decision is kept."),
    )


@require_POST
def release_build(request: MemberRequest, release_id):
    """The files again, after they were deleted."""
    release = access.own_release_or_404(request, release_id)
    return _done(
        request,
        release,
        lambda: actions.build_anew(request.membership, release),
        _("The files are being built again."),
    )


def _done(request, release, act, said):
    try:
        act()
        messages.success(request, said)
    except actions.WasChanged:
        messages.warning(request, _("Somebody was faster. This is how it stands now."))
    return redirect(release)


@require_GET
def release_file(request: MemberRequest, release_id):
    """For who has shown within the last minutes that it is she: allauth asks, and comes back."""
    release = access.release_or_404(request, release_id)
    file = access.file_or_404(release)
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired
    actions.note_download(request.membership, release)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(bytes(file.content), content_type="application/zip", headers=headers)


@require_GET
def shown_list(request: MemberRequest):
    """What the surveys show, for everybody who works here: protected tables and nothing else."""
    page = Paginator(access.for_offices(), SHOWN_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [(release, tables_of(release)) for release in page.object_list]
    return render(request, "surveys/shown_list.html", {"page": page, "shown": shown})
