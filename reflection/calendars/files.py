from django.http import HttpResponse


def calendar_answer(content, name):
    """A file for a calendar, to be kept by nobody on the way."""
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
