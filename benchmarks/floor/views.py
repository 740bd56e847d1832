from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from benchmarks.floor.models import Note, Person


@login_required
def people(request, office):
    found = list(Person.objects.filter(office=office).order_by("name")[:50])
    return render(request, "people.html", {"people": found})


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["person", "on", "how", "topic", "text"]


@login_required
def note(request):
    form = NoteForm(request.POST or None)
    if form.is_valid():
        form.save()
        return redirect("note")
    return render(request, "note.html", {"form": form})
