"""Holes for those who read code: never run, never imported. `finds:` says which rule must see it.

Lines without that word look much the same and are all right.
"""

# These are the very lines that nobody should write.
# ruff: noqa
import datetime
import logging
import os
import pickle
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import requests
import yaml
from django import forms
from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

from caseload.models import Participant
from caseload.tasks import tell

logger = logging.getLogger(__name__)
DEBUG = True  # finds: unsafe-setting
ALLOWED_HOSTS = ["*"]  # finds: unsafe-setting
SQL = "SELECT pk FROM people WHERE name = %s"


def search(request, table, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pk FROM people WHERE name = '{name}'")  # finds: sql-put-together
        cursor.execute("SELECT pk FROM people WHERE name = '%s'" % name)  # finds: sql-put-together
        cursor.execute("SELECT pk FROM {}".format(table))  # finds: sql-put-together
        cursor.execute(SQL, [name])
    RawSQL("SELECT " + name, [])  # finds: sql-put-together
    return Participant.objects.visible_to(request.membership)


def show(request):
    words = request.GET.get("words")
    mark_safe(words)  # finds: text-of-a-request-becomes-sql-html-path-or-address
    mark_safe(escape(words))
    Path(words)  # finds: text-of-a-request-becomes-sql-html-path-or-address
    name = request.GET["name"]  # finds: parameter-taken-raw
    page = int(request.GET.get("page"))  # finds: parameter-taken-raw
    format_html(f"<b>{name}</b>", page)  # finds: format-html-of-no-literal
    format_html("<b>{}</b>", name)
    return HttpResponse(words)  # finds: text-of-a-request-becomes-sql-html-path-or-address


def go_on(request):
    to = request.POST.get("next", "/")
    return redirect(to)  # finds: text-of-a-request-becomes-sql-html-path-or-address


def detail(request, pk):
    Participant.objects.get(pk=pk)  # finds: view-reaches-rows-by-itself
    person = get_object_or_404(Participant, pk=pk)  # finds: view-reaches-rows-by-itself
    logger.info("opened %s", person.name)  # finds: person-in-a-log
    logger.info("opened %s", person.pk)
    logger.warning("asked for %s", request.get_full_path())  # finds: person-in-a-log
    tell.delay(person.name)  # finds: person-in-a-queue
    tell.delay(person.pk)
    print(person)  # finds: printed
    return render(request, "detail.html", {"person": person})


@csrf_exempt  # finds: csrf-exempt
def save(request):
    response = HttpResponse(status=204)
    response.set_cookie("seen", "1")  # finds: cookie-for-scripts
    response.set_cookie("seen", "1", httponly=True)
    return response


def load(path, text):
    subprocess.run(f"cat {path}", shell=True)  # finds: shell-or-code-from-text
    subprocess.run(["cat", path])
    os.system("cat " + path)  # finds: shell-or-code-from-text
    pickle.loads(text)  # finds: shell-or-code-from-text
    yaml.load(text)  # finds: shell-or-code-from-text
    eval(text)  # finds: shell-or-code-from-text
    ET.fromstring(text)  # finds: xml-read-without-defence
    requests.get(path, verify=False)  # finds: unsafe-setting
    return ET.Element(text)


def is_over(day):
    datetime.datetime.utcnow()  # finds: time-without-zone
    return day < datetime.date.today() or day < timezone.localdate()  # finds: time-without-zone


class Form(forms.ModelForm):
    class Meta:
        model = Participant
        fields = "__all__"  # finds: form-of-every-column
