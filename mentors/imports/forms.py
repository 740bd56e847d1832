from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm
from mentors.imports import columns, words
from mentors.imports.problems import FileProblem
from mentors.imports.reading import MAX_BYTES, read

# As many rows as are shown beside a heading, so that a person sees what the column is.
SHOWN_ROWS = 3


class UploadForm(AkselForm):
    """The file is opened at once, so that a wrong one is answered while it is at hand."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(".xlsx or .csv, at most 10 MB and 20,000 rows. It is deleted here after use."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose a file."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            # Without reading what is larger than allowed into memory.
            self.content = file.read(MAX_BYTES + 1)
            self.sheet = read(self.content, first_rows=SHOWN_ROWS)
        except FileProblem as problem:
            raise forms.ValidationError(str(problem)) from None
        if not self.sheet.rows:
            raise forms.ValidationError(str(FileProblem("no_rows")))
        return file


class MappingForm(AkselForm):
    """One choice for each column of the file: which of ours it is, or not read."""

    def __init__(self, *args, sheet, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        choices = [("", _("Do not read this column"))]
        choices += [(c, words.heading(c, get_language())) for c in columns.COLUMNS]
        for position, heading in enumerate(sheet.headings):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=heading or _("Column without a heading"),
                choices=choices,
                initial=mapping[position],
                required=False,
                help_text=self._examples(position),
                error_messages={"invalid_choice": _("Choose one of the columns in the list.")},
            )

    def _examples(self, position):
        cells = [row[position] for _number, row in self.sheet.rows[:SHOWN_ROWS]]
        shown = [str(cell)[:40] for cell in cells if cell is not None and str(cell).strip()]
        if not shown:
            return _("Empty in the first rows.")
        return _("For example: %s") % " · ".join(shown)

    def clean(self):
        chosen = {}
        for name in self.fields:
            column = self.cleaned_data.get(name)
            if column and column in chosen:
                self.add_error(
                    name,
                    _("“%(heading)s” is read as this already. Choose one of the two.")
                    % {"heading": self.fields[chosen[column]].label},
                )
            elif column:
                chosen[column] = name
        if "name" not in chosen and not self.errors:
            raise forms.ValidationError(_("Choose which column is the name of the person."))
        return self.cleaned_data

    @property
    def mapping(self):
        return [self.cleaned_data[f"column_{p}"] for p in range(len(self.sheet.headings))]
