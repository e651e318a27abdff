"""Forms for sender addresses and signatures."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.desk.setup.fields import OWN_NAMES, LineField, TextField
from besked.desk.setup.stamps import RowForm
from besked.lib.addresses import BadAddress, clean_email
from besked.messaging.identities import signature_faults
from besked.models import LANGUAGES, SenderAddress

BAD = {
    "empty": gettext_lazy("Write an e-mail address."),
    "many": gettext_lazy("One address at a time."),
    "malformed": gettext_lazy("This is not a valid e-mail address."),
    "local": gettext_lazy("Mail can't reach this address from outside."),
    "too_long": gettext_lazy("This address is too long."),
}


class SenderForm(RowForm):
    """An address that letters may come from."""

    address = LineField(
        label=gettext_lazy("Address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = LineField(
        label=gettext_lazy("Name shown"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Applicants see it beside the address, when no person is the sender."),
    )

    class Meta:
        model = SenderAddress
        fields = ("address", "name", "is_default")

    def clean_address(self) -> str:
        """One valid address, once per department."""
        try:
            address = clean_email(self.cleaned_data["address"])
        except BadAddress as fault:
            raise forms.ValidationError(BAD[fault.code]) from fault
        others = SenderAddress.objects.filter(department=self.instance.department_id).exclude(pk=self.instance.pk)
        if others.filter(address__iexact=address).exists():
            raise forms.ValidationError(_("The department has this address already."))
        return address


class SignatureForm(forms.Form):
    """A signature per language; an empty one is inherited."""

    def __init__(self, *args: Any, texts: Mapping[str, str], inherited: Mapping[str, str], **kwargs: Any) -> None:
        """`texts` are the owner's, `inherited` what counts where they have none."""
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            field = TextField(label=OWN_NAMES[code], rows=5, required=False, max_length=1000)
            field.initial = texts.get(code, "")
            field.widget.attrs |= {"lang": code, "data-insertable": "", "placeholder": inherited.get(code, "")}
            self.fields[code] = field

    def clean(self) -> dict[str, Any]:
        """No word that can't be filled in."""
        cleaned = super().clean() or {}
        for code, text in list(cleaned.items()):
            for words in signature_faults(text):
                self.add_error(code, words)
        return cleaned
