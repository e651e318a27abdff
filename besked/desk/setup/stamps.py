"""Two editors at once: a form remembers what it was made from, and names what somebody else has changed since."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

# Django's class takes its row type only when types are checked.
if TYPE_CHECKING:
    RowForm = forms.ModelForm[Any]
else:
    RowForm = forms.ModelForm


def stamp(values: Mapping[str, Any]) -> str:
    """A fingerprint per field, as one text for a hidden field."""
    return " ".join(f"{name}:{_mark(value)}" for name, value in sorted(values.items()))


def _mark(value: Any) -> str:
    plain = value.pk if isinstance(value, Model) else value
    return hashlib.sha256(json.dumps(plain, default=str).encode()).hexdigest()[:12]


def changed_since(given: str, values: Mapping[str, Any]) -> list[str]:
    """The fields that are stored differently now; all of them where the stamp can't be read."""
    marks = dict(piece.split(":", 1) for piece in given.split() if ":" in piece)
    return [name for name, value in values.items() if marks.get(name) != _mark(value)]


def overtaken_words(form: forms.BaseForm, names: list[str]) -> str:
    """What to do when somebody else was first."""
    labels = [str(form.fields[name].label or name) for name in names if name in form.fields]
    words = _("Somebody else saved this after you opened it: %(fields)s. Save again to keep what you typed.")
    return words % {"fields": ", ".join(labels)}


class Stamped(RowForm):
    """A form of a row, with its stamp; bind it inside the transaction in which the row is locked."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes the stamp of the row as it is now, before anything typed is put into it."""
        super().__init__(*args, **kwargs)
        self.restamp({name: self.initial.get(name) for name in self._meta.fields or ()})

    def restamp(self, loaded: Mapping[str, Any]) -> None:
        """Sets what the form was made from."""
        self.loaded = dict(loaded)
        self.initial["stamp"] = stamp(loaded)

    def clean(self) -> dict[str, Any] | None:
        """Refuses once where somebody was faster; the second time the person knows."""
        cleaned = super().clean()
        names = changed_since(self.data.get(self.add_prefix("stamp"), ""), self.loaded) if self.instance.pk else []
        if names:
            self.add_error(None, overtaken_words(self, names))
            data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
            data[self.add_prefix("stamp")] = self.initial["stamp"]
            self.data = data
        return cleaned
