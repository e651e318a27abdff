"""Who applies: the same questions and the same rules, whether an applicant, a colleague or a machine answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.models import Language
from besked.receive import Person
from besked.web.fields import EmailField, NameField, PhoneField, TextField

LONGEST_LETTER = 20_000  # characters: about eight pages


def filled_by(autocomplete: str, **attributes: str) -> dict[str, str]:
    """The attributes of an input that browsers know how to fill."""
    return {"autocomplete": autocomplete, **attributes}


class PersonForm(forms.Form):
    """The person alone. `country` is that of telephone numbers without a code."""

    given_name = NameField(
        label=_("Given name"),
        most=100,
        error_messages={"required": _("Write your given name, so that we can answer you by name.")},
        widget=forms.TextInput(attrs=filled_by("given-name")),
    )
    family_name = NameField(
        label=_("Family name"), most=100, required=False, widget=forms.TextInput(attrs=filled_by("family-name"))
    )
    email = EmailField(
        label=_("E-mail"),
        help_text=_("Your answer is sent here."),
        widget=forms.EmailInput(attrs=filled_by("email", spellcheck="false")),
    )
    mobile = PhoneField(
        label=_("Mobile"),
        help_text=_("Only if we need to call you."),
        widget=forms.TextInput(attrs=filled_by("tel", type="tel")),
    )
    address = TextField(
        label=_("Postal address"),
        most=500,
        required=False,
        widget=forms.Textarea(attrs=filled_by("street-address", rows="3")),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we answer you?"),
        choices=Language,
        error_messages={"required": _("Choose the language of your answer.")},
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        """Nothing is judged yet."""
        super().__init__(*args, **kwargs)
        phone = self.fields["mobile"]
        assert isinstance(phone, PhoneField)  # noqa: S101 -- for the type checker
        phone.country = country

    def person(self) -> Person:
        """The person; the form must be valid."""
        names = ("given_name", "family_name", "email", "language", "mobile", "address", "birth_date")
        return Person(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})
