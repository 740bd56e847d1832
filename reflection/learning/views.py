from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.forms import SearchForm
from caseload.naming import names_known_to
from reflection.access import refuse_who_does_not_reflect
from reflection.kept import keeping
from reflection.learning import access, actions
from reflection.learning.forms import FilterForm, LearningForm, ShareForm, SituationForm
from reflection.learning.models import LearningPoint, similar_learning

PAGE_SIZE = 20


@require_GET
def learning_list(request: MemberRequest):
    """What her office and others have learned, as far as it was spread to her."""
    refuse_who_does_not_reflect(request.membership)
    form = FilterForm(request.GET)
    words = request.session.get(_words_key(request), "")
    points = LearningPoint.objects.visible_to(request.membership).saying(words)
    points = points.filter(**form.chosen).for_list()
    page = Paginator(points, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "words": words, "page": page, "is_narrowed": form.chosen or words}
    return render(request, "reflection/learning_list.html", context)


@require_POST
def learning_search(request: MemberRequest):
    """Words may be names, so they come by POST and are remembered here, not in an address."""
    refuse_who_does_not_reflect(request.membership)
    form = SearchForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    request.session[_words_key(request)] = " ".join(words.split())
    query = urlencode(FilterForm(request.POST).chosen)
    return redirect(f"{reverse('reflection:learning_list')}?{query}")


def _words_key(request):
    return f"learning.{request.membership.pk}"


@require_GET
def learning_similar(request: MemberRequest):
    """What was learned in situations like this one. No person is in the address."""
    refuse_who_does_not_reflect(request.membership)
    points = similar_learning(request.membership, **SituationForm(request.GET).given)
    template = "_learning_similar.html" if request.htmx else "learning_similar.html"
    return render(request, f"reflection/{template}", {"points": points})


@require_GET
def learning_detail(request: MemberRequest, learning_id):
    point = access.learning_or_404(request, learning_id)
    context = {"point": point, "can_change": access.can_change(request.membership, point)}
    return render(request, "reflection/learning_detail.html", context)


@require_http_methods(["GET", "POST"])
def learning_create(request: MemberRequest):
    """Written alone: only she reads it until she shares it."""
    refuse_who_does_not_reflect(request.membership)
    return _create(request)


@require_http_methods(["GET", "POST"])
@keeping("happened", "assumed", "change")
def meeting_learning_create(request: MemberRequest, meeting_id):
    """Written from a meeting: whoever was invited reads it."""
    return _create(request, access.meeting_to_learn_from_or_404(request, meeting_id))


def _create(request, meeting=None):
    form = LearningForm(
        request.POST if request.method == "POST" else None,
        initial={"theme": meeting.topic if meeting else ""},
        names=names_known_to(request.membership, also_ended=True),
    )
    if form.is_valid():
        point = actions.note_learning(request.membership, meeting=meeting, **form.written())
        messages.success(request, _("Saved. You can share it with more people when you want."))
        return redirect(point)
    similar = similar_learning(request.membership, theme=form["theme"].value(), besides=meeting)
    context = {"form": form, "meeting": meeting, "points": similar}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/learning_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
@keeping("happened", "assumed", "change")
def learning_edit(request: MemberRequest, learning_id):
    point = access.own_learning_or_404(request, learning_id)
    form = LearningForm(
        request.POST if request.method == "POST" else None,
        instance=point,
        names=names_known_to(request.membership, also_ended=True),
    )
    save = partial(actions.change_learning, request.membership, point)
    if form.is_valid() and form.saved_by(save):
        messages.success(request, _("Saved."))
        return redirect(point)
    status = 422 if form.is_bound else 200
    context = {"form": form, "point": point}
    return render(request, "reflection/learning_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def learning_share(request: MemberRequest, learning_id):
    """One step further at a time, and back as far as one likes."""
    point = access.own_learning_or_404(request, learning_id)
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        instance=point,
        names=names_known_to(request.membership, also_ended=True),
    )
    save = partial(actions.share_learning, request.membership, point)
    if form.is_valid() and form.saved_by(save):
        messages.success(request, _("Now it is read by: %(whom)s.") % {"whom": point.reaches})
        return redirect(point)
    status = 422 if form.is_bound else 200
    context = {"form": form, "point": point}
    return render(request, "reflection/learning_share.html", context, status=status)


@require_POST
def learning_withdraw(request: MemberRequest, learning_id):
    point = access.own_learning_or_404(request, learning_id)
    actions.withdraw_learning(request.membership, point)
    messages.success(request, _("The learning point is withdrawn and deleted."))
    return redirect("reflection:learning_list")
