"""What somebody who applies gives, cleaned: the person, and files that are checked before they are kept."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from besked.documents import store
from besked.documents.check import MAX_FILES, MAX_TOTAL, check_file
from besked.documents.faults import MEGABYTE, Rejected
from besked.documents.names import clean_name
from besked.models import DocumentKind, Tree, Vacancy
from besked.receive import Upload
from besked.web.fields import TextField
from besked.web.person import LONGEST_LETTER, PersonForm
from besked.web.problems import Fault

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class SentForm(PersonForm):
    """An application to a vacancy, as a machine sends it: the person, the letter, and when it arrived elsewhere."""

    letter = TextField(most=LONGEST_LETTER, required=False)
    received_at = forms.DateTimeField(required=False)

    def __init__(self, data: Mapping[str, Any], *, vacancy: Vacancy, tree: Tree, now: dt.datetime) -> None:
        """`vacancy` and `tree` give numbers without a country code their country."""
        self.now = now
        super().__init__(data, country=tree.country(vacancy.department_id))

    def clean_received_at(self) -> dt.datetime | None:
        """Not in the future: the promise of an answer counts from it."""
        at: dt.datetime | None = self.cleaned_data["received_at"]
        if at is not None and not EARLIEST <= at <= self.now:
            raise forms.ValidationError(_("Choose a moment that has been."))
        return at and at.astimezone(dt.UTC)


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
