"""What somebody typed is not lost though its place is gone, closed, or hers no longer meanwhile."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render


def keeping(*names):
    """The view answers 404 and 403 with what was sent in these fields, for her to copy.

    Nothing is told of the place: the page is the same whether it never was or is not hers.
    """

    def keeps(view):
        @wraps(view)
        def kept_view(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied) as refused:
                if not _typed(request, names):
                    raise
                return text_kept(request, *names, status=_status(refused))

        return kept_view

    return keeps


def text_kept(request, *names, status=409):
    """The page with what was sent in these fields and could not be saved."""
    context = {"texts": _typed(request, names)}
    return render(request, "reflection/text_kept.html", context, status=status)


def _typed(request, names):
    return [text for name in names if (text := request.POST.get(name, "").strip())]


def _status(refused):
    return 404 if isinstance(refused, Http404) else 403
