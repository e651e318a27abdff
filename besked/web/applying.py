"""What somebody who applies gives, cleaned: the person, and files that are checked before they are kept."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.documents import store
from besked.documents.check import MAX_FILES, MAX_TOTAL, check_file
from besked.documents.faults import MEGABYTE, Rejected
from besked.documents.names import clean_name
from besked.lib.addresses import BadAddress, clean_email
from besked.lib.phones import BadPhone, clean_phone
from besked.models import DocumentKind, Language, Tree, Vacancy
from besked.receive import Person, Upload
from besked.web.forms import Line, Prose
from besked.web.problems import Fault

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class PersonForm(forms.Form):
    """A person who applies to a vacancy, as a machine or a colleague enters them."""

    given_name = Line(label=gettext_lazy("Given name"), max_length=100)
    family_name = Line(label=gettext_lazy("Family name"), required=False, max_length=100)
    email = Line(label=gettext_lazy("E-mail"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    mobile = Line(label=gettext_lazy("Mobile"), required=False, max_length=40)
    address = Prose(label=gettext_lazy("Postal address"), required=False, max_length=1000)
    letter = Prose(label=gettext_lazy("Application text"), required=False, max_length=20_000)
    received_at = forms.DateTimeField(label=gettext_lazy("Received"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, vacancy: Vacancy, tree: Tree, now: dt.datetime, **kwargs: Any
    ) -> None:
        """`vacancy` and `tree` give numbers without a country code their country."""
        self.country, self.now = tree.country(vacancy.department_id), now
        super().__init__(data, **kwargs)

    def clean_email(self) -> str:
        """One address that mail can reach."""
        try:
            return clean_email(self.cleaned_data["email"])
        except BadAddress as fault:
            raise forms.ValidationError(_("This is not an e-mail address that we can write to.")) from fault

    def clean_mobile(self) -> str:
        """The international form."""
        given: str = self.cleaned_data["mobile"]
        try:
            return clean_phone(given, self.country) if given else ""
        except BadPhone as fault:
            raise forms.ValidationError(_("This is not a telephone number that we can call.")) from fault

    def clean_received_at(self) -> dt.datetime | None:
        """Not in the future: the promise of an answer counts from it."""
        at: dt.datetime | None = self.cleaned_data["received_at"]
        if at is not None and not EARLIEST <= at <= self.now:
            raise forms.ValidationError(_("Choose a moment that has been."))
        return at and at.astimezone(dt.UTC)

    def person(self) -> Person:
        """The person. Only for a valid form."""
        names = ("given_name", "family_name", "email", "language", "mobile", "address")
        return Person(**{name: self.cleaned_data[name] for name in names})


def keep(files: Iterable[Any], refused: Sequence[tuple[str, str, str]] = ()) -> tuple[list[Upload], list[Fault]]:
    """Keeps files in the store, all or none; the first one is taken for the CV. A sentence for each that won't do.

    `refused` are those that besked.web.uploads let go while they arrived.
    """
    sent = list(files)
    faults = [_refused(name, code) for _field, name, code in refused] or _too_much(sent)
    kinds = []
    for file in () if faults else sent:
        try:
            kinds.append(check_file(file.name or "", file, file.size or 0))
        except Rejected as fault:
            faults.append({"field": "files", "message": f"{file.name}: {fault.sentence}"})
    if faults:
        return [], faults
    return [_kept(file, kind, place) for place, (file, kind) in enumerate(zip(sent, kinds, strict=True))], []


def _refused(name: str, code: str) -> Fault:
    return {"field": "files", "message": _total() if code == "total" else f"{name}: {Rejected(code).sentence}"}


def _total() -> str:
    return _("All files together are larger than %(most)d MB.") % {"most": MAX_TOTAL // MEGABYTE}


def _too_much(files: list[Any]) -> list[Fault]:
    if len(files) > MAX_FILES:
        return [{"field": "files", "message": _("At most %(most)d files.") % {"most": MAX_FILES}}]
    if sum(file.size or 0 for file in files) > MAX_TOTAL:
        return [{"field": "files", "message": _total()}]
    return []


def _kept(file: Any, kind: Any, place: int) -> Upload:
    stored = store.save(file)
    what = DocumentKind.OTHER if place else DocumentKind.CV
    return Upload(what, clean_name(file.name or "", kind), kind.content_type, stored.size, stored.key, stored.sha256)
