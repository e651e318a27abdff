"""The application form: what every department asks, and what only some do."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from besked.careers.files import Files
from besked.careers.page import Posted
from besked.documents.check import MAX_FILES, MAX_TOTAL
from besked.documents.faults import MAX_SIZE, MEGABYTE
from besked.documents.kinds import ACCEPT
from besked.models import Country
from besked.ui.tags import OWN_LANGUAGES
from besked.web.fields import FilesInput, LineField, TextField
from besked.web.person import LONGEST_LETTER, PersonForm, filled_by

# The language stands behind the files: a form that broke off on its way comes without it, and isn't taken.
ORDER = [
    "given_name", "family_name", "email", "mobile", "address", "birth_date", "letter", "cv", "documents", "website",
    "language",
]  # fmt: skip

LIMITS = {"each": MAX_SIZE // MEGABYTE, "files": MAX_FILES, "total": MAX_TOTAL // MEGABYTE}
FILE_RULES = _(
    "PDF, DOCX, ODT, RTF, TXT, JPG or PNG. At most %(each)d MB each, %(files)d files and %(total)d MB together."
)
# What a file field tells the browser: which files to offer, and which are too large to be worth sending.
FILE = {
    "accept": ACCEPT,
    "data-files": "",
    "data-most": str(MAX_SIZE),
    "data-too-large": _("too large, please choose a smaller one"),
}


class ApplicationForm(PersonForm):
    """One application. `sent` holds the files that came with it, checked already."""

    field_order = ORDER

    birth_date = forms.DateField(
        label=_("Birth date"),
        required=False,
        error_messages={"invalid": _("Write the date as year-month-day, like 1990-05-24.")},
        widget=forms.DateInput(attrs=filled_by("bday", type="date"), format="%Y-%m-%d"),
    )
    letter = TextField(
        label=_("Your application"),
        most=LONGEST_LETTER,
        required=False,
        help_text=_("Why this job, and why you? A few lines are enough. You can also attach a letter below."),
        widget=forms.Textarea(attrs=filled_by("off", rows="10")),
    )
    cv = forms.Field(label=_("CV"), required=False, widget=forms.FileInput(attrs=FILE))
    documents = forms.Field(
        label=_("Other files"),
        required=False,
        help_text=_("For example a letter, diplomas or references."),
        widget=FilesInput(attrs=FILE),
    )
    website = LineField(
        label=_("Leave this field empty"),
        most=200,
        required=False,
        widget=forms.TextInput(attrs=filled_by("off", tabindex="-1")),
    )

    def __init__(self, data: QueryDict | None = None, *, it: Posted, sent: Files | None = None) -> None:
        """Asks what the vacancy's departments ask."""
        super().__init__(data, label_suffix="", country=it.tree.country(it.vacancy.department_id))
        self.it, self.sent = it, sent or Files(it.vacancy.slug)
        self._offer_languages(it.vacancy.languages)
        self.fields["cv"].help_text = FILE_RULES % LIMITS
        for name, asked in (("address", asks_address(it)), ("birth_date", asks_birth_date(it))):
            if not asked:
                del self.fields[name]

    def _offer_languages(self, languages: list[str]) -> None:
        """Those of the vacancy; with one there is nothing to choose."""
        field, here = self.fields["language"], get_language()
        names = dict(OWN_LANGUAGES)
        offered = [code for code in names if code in languages] or ["en"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.widget = forms.RadioSelect() if len(offered) > 1 else forms.HiddenInput()
        field.choices = [(code, names[code]) for code in offered]
        first = next((code for code in languages if code in offered), offered[0])
        self.initial["language"] = here if here in offered else first

    def clean_website(self) -> str:
        """Robots fill every field. A person whom this hits presses the button once more."""
        if self.cleaned_data["website"]:
            emptied = cast("QueryDict", self.data).copy()
            emptied["website"] = ""
            self.data = emptied
            raise forms.ValidationError(
                _("This field is a trap for robots and is empty again now. Please send once more.")
            )
        return ""

    def clean_birth_date(self) -> dt.date | None:
        """A day on which somebody who applies can have been born."""
        day: dt.date | None = self.cleaned_data["birth_date"]
        if day and not self.it.today.year - 110 <= day.year <= self.it.today.year - 10:
            raise forms.ValidationError(_("Look at the year once more."))
        return day

    def clean(self) -> dict[str, Any]:
        """Adds what is wrong with the files, each by its name; a letter or a file there must be."""
        cleaned = super().clean() or self.cleaned_data
        for name, sentence in self.sent.faults:
            self.add_error(name, sentence)
        if self.sent.is_empty and not cleaned.get("letter") and "letter" not in self.errors:
            self.add_error("letter", _("Write a few lines here, or attach your CV below; one of them is enough."))
        return cleaned


def asks_address(it: Posted) -> bool:
    """Whether the vacancy's department, or one above it, asks for the postal address."""
    return any(department.asks_address for department in it.tree.chain(it.vacancy.department_id))


def asks_birth_date(it: Posted) -> bool:
    """The same for the birth date; in Denmark the law forbids to ask, and only the department's own choice counts."""
    chain = it.tree.chain(it.vacancy.department_id)
    deciding = chain[:1] if it.tree.country(it.vacancy.department_id) == Country.DK else chain
    return any(department.asks_birth_date for department in deciding)
