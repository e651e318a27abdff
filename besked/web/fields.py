"""Fields for what strangers type: cleaned, limited in words, and kept on the screen whatever is wrong with it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.lib.addresses import BadAddress, clean_email
from besked.lib.phones import BadPhone, clean_phone
from besked.lib.text import clean_line, clean_text

Words = str | Promise
ADDRESS_FAULTS: dict[str, Words] = {
    "empty": _("Write your e-mail address; your answer is sent there."),
    "many": _("Write one address only."),
    "malformed": _("This is not a whole e-mail address. It looks like name@example.com."),
    "local": _("Mail can’t reach this address. Write one that works everywhere, like name@example.com."),
    "too_long": _("The address is longer than an e-mail address can be."),
}
PHONE_FAULTS: dict[str, Words] = {
    "malformed": _("Write digits only, with a + in front if the number is from another country."),
    "short": _("Digits are missing from this number."),
    "long": _("This number has too many digits."),
    "premium": _("We can’t call this number. Write another one, or leave the field empty."),
}
# A name is written into the receipt; nobody shall use our letters to send strangers an advertisement.
_WEB_ADDRESS = re.compile(r"://|www\.|@", re.I)


class LineField(forms.CharField):
    """One line of text, of at most `most` characters."""

    def __init__(self, *, most: int, **options: Any) -> None:
        """The limit isn't given to the browser, which would cut what people paste without a word."""
        super().__init__(**options)
        self.most = most

    def to_python(self, value: Any) -> str:
        """The text as it is stored."""
        return clean_line(str(value or ""), limit=self.most + 1)

    def validate(self, value: Any) -> None:
        """Says how long it may be."""
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(_("Use at most %(most)s characters."), params={"most": f"{self.most:n}"})


class NameField(LineField):
    """A name: whatever people are called, except a web address."""

    def validate(self, value: Any) -> None:
        """Tells a name from an advertisement."""
        super().validate(value)
        if _WEB_ADDRESS.search(value):
            raise ValidationError(_("Write a name here, without e-mail or web addresses."))


class TextField(LineField):
    """Text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text as it is stored."""
        text = str(value or "").strip()
        return clean_text(text, limit=self.most + 1).strip("\n")


class EmailField(LineField):
    """Exactly one address that mail can reach."""

    def __init__(self, **options: Any) -> None:
        """An address has at most 254 characters; its own sentence says so."""
        super().__init__(most=10_000, **options)

    def clean(self, value: Any) -> str:
        """The address as it is stored."""
        try:
            return clean_email(self.to_python(value))
        except BadAddress as fault:
            raise ValidationError(str(ADDRESS_FAULTS[fault.code])) from fault


class PhoneField(LineField):
    """A number as people of `country` type it, kept in its international form; empty where none was given."""

    country = ""

    def __init__(self, **options: Any) -> None:
        """A number is short; its own sentences say what is wrong with a long one."""
        super().__init__(most=10_000, required=False, **options)

    def clean(self, value: Any) -> str:
        """The number as it is stored."""
        text = self.to_python(value)
        try:
            return clean_phone(text, self.country) if text else ""
        except BadPhone as fault:
            raise ValidationError(str(PHONE_FAULTS[fault.code])) from fault


class FilesInput(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True
