"""Form fields that clean what people type: one line, several lines, several names one per line."""

from typing import Any

from django import forms

from besked.lib.text import clean_line, clean_text
from besked.ui.tags import OWN_LANGUAGES

OWN_NAMES = dict(OWN_LANGUAGES)
_ROOM = 100_000  # cleaning never cuts; what is too long is refused with words


class LineField(forms.CharField):
    """One line."""

    def to_python(self, value: Any) -> str:
        """Without controls and line ends."""
        return clean_line(str(value), _ROOM) if value not in self.empty_values else ""


class TextField(forms.CharField):
    """Several lines."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        """A text area of so many rows."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 20_000)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Every line end a newline, other controls gone."""
        return clean_text(str(value), _ROOM).strip() if value not in self.empty_values else ""
