import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from aksel.forms import (
    AkselForm,
    Checkbox,
    Checks,
    ChipChecks,
    ChipRadios,
    DateInput,
    PhoneInput,
    Radios,
    Segmented,
    Textarea,
)

WHO = [("mentor", "Mentor"), ("candidate", "Candidate")]
HOSTILE = '"><script>alert(1)</script>'


class Everything(AkselForm):
    name = forms.CharField(label="Name", help_text="As she says it")
    phone = forms.CharField(widget=PhoneInput)
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("", "Choose"), *WHO])
    radio = forms.ChoiceField(choices=WHO, widget=Radios)
    checks = forms.MultipleChoiceField(choices=WHO, widget=Checks)
    how = forms.ChoiceField(
        choices=WHO, widget=Segmented(icons={"mentor": "Flag"}), help_text="Once"
    )
    who = forms.MultipleChoiceField(choices=WHO, widget=ChipChecks)
    when = forms.ChoiceField(choices=WHO, widget=ChipRadios)
    asked = forms.BooleanField(widget=Checkbox)
    note = forms.CharField(widget=Textarea(attrs={"rows": 2, "class": "hn-grow"}))


@pytest.mark.parametrize("name", ["name", "phone", "day", "kind", "asked", "note"])
def test_a_label_belongs_to_its_field(name):
    html = Everything()[name].as_field_group()
    assert f'for="id_{name}"' in html
    assert f'id="id_{name}"' in html


@pytest.mark.parametrize("name", ["radio", "checks", "how", "who", "when"])
def test_a_group_of_answers_has_a_legend_and_a_label_for_each(name):
    html = Everything()[name].as_field_group()
    assert f'<fieldset id="id_{name}"' in html
    assert "<legend" in html
    for number in range(2):
        assert f'for="id_{name}_{number}"' in html
        assert f'id="id_{name}_{number}"' in html


@pytest.mark.parametrize("name", Everything.base_fields)
def test_an_error_is_tied_to_its_field(name):
    html = Everything({})[name].as_field_group()
    assert f'id="id_{name}_error"' in html
    assert f"id_{name}_error" in html.split('aria-describedby="')[1].split('"')[0]


@pytest.mark.parametrize("name", ["name", "how"])
def test_help_is_tied_to_its_field(name):
    html = Everything()[name].as_field_group()
    assert f'id="id_{name}_helptext"' in html
    assert f'aria-describedby="id_{name}_helptext"' in html


def test_what_was_typed_is_kept():
    form = Everything(
        {
            "name": HOSTILE,
            "phone": "12 34",
            "day": "31.02.2026",
            "note": HOSTILE,
            "who": ["candidate"],
        }
    )
    html = str(form)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2
    assert 'value="12 34"' in html
    assert 'value="31.02.2026"' in html
    assert 'value="candidate"' in str(form["who"]).split("checked")[0].rsplit("<input", 1)[1]


def test_a_class_of_the_widget_joins_the_look():
    html = str(Everything()["note"])
    assert html.count("class=") == 1
    assert "aksel-textarea__input" in html and "hn-grow" in html


def test_a_date_is_given_to_the_browser_as_iso_in_every_language():
    class Day(AkselForm):
        day = forms.DateField()

    form = Day(initial={"day": "2026-11-23"})
    assert isinstance(form.fields["day"].widget, DateInput)
    assert 'type="date"' in str(form["day"])
    assert 'value="2026-11-23"' in str(form["day"])


def test_an_empty_field_is_told_to_be_filled_in():
    with translation.override("en"):
        assert Everything({}).errors["name"] == ["Fill in this field"]


def test_a_field_keeps_a_message_of_its_own():
    class Own(AkselForm):
        why = forms.CharField(error_messages={"required": "You must say why"})

    assert Own({}).errors["why"] == ["You must say why"]


def test_a_question_that_must_be_answered_has_no_answer_called_nothing():
    class Asked(AkselForm):
        must = forms.ChoiceField(choices=[("", "---------"), *WHO], widget=Radios)
        may = forms.ChoiceField(choices=[("", "No answer"), *WHO], widget=Radios, required=False)

    assert "---------" not in str(Asked())
    assert "No answer" in str(Asked())


def test_the_size_of_a_form_reaches_every_widget():
    small, medium = str(Everything(size="small")), str(Everything())
    assert "aksel-radio--small" in small and "aksel-radio--medium" not in small
    assert "aksel-radio--medium" in medium and "aksel-radio--small" not in medium


def test_an_unknown_size_fails():
    with pytest.raises(KeyError):
        Everything(size="huge")


def test_a_small_form_focuses_its_first_error_and_nothing_else():
    data = {"name": "Ada", "phone": ""}
    assert str(Everything(data, size="small")).count("autofocus") == 1
    assert "autofocus" in str(Everything(data, size="small")["phone"])
    assert "autofocus" not in str(Everything(data))
    assert "autofocus" not in str(Everything(size="small"))


def test_first_error_names_the_first_wrong_field():
    assert Everything({"name": "Ada"}).first_error == "phone"
    assert Everything().first_error is None


def test_a_list_of_errors_leads_to_each_field():
    html = render_to_string("aksel/error_summary.html", {"form": Everything({})})
    assert "autofocus" in html
    for name in Everything.base_fields:
        assert f'href="#id_{name}"' in html


def test_a_right_form_has_no_list_of_errors():
    assert not render_to_string("aksel/error_summary.html", {"form": Everything()}).strip()


def test_forms_of_others_have_the_same_look():
    class Theirs(forms.Form):
        email = forms.EmailField()

    assert "aksel-text-field__input" in str(Theirs())
