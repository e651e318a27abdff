"""The form of a reason: what recruiters read, in five languages."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.desk.setup.fields import OWN_NAMES, LineField
from besked.models import LANGUAGES


class ReasonForm(forms.Form):
    """One label per language; where one is missing, the English one is shown, else the first."""

    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        """The reader's own language first."""
        super().__init__(*args, **kwargs)
        own = (get_language() or "en")[:2]
        for code in sorted(LANGUAGES, key=lambda code: code != own):
            field = LineField(label=OWN_NAMES[code], max_length=120, required=False, initial=labels.get(code, ""))
            field.widget.attrs["lang"] = code
            self.fields[code] = field

    def clean(self) -> dict[str, Any]:
        """At least one language."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(next(iter(self.fields)), _("Write the reason in at least one language."))
        return cleaned

    @property
    def labels(self) -> dict[str, str]:
        """What was written, without empty ones."""
        return {code: text for code, text in self.cleaned_data.items() if text}
