"""Send e-mail: a free letter. It changes no status and is not an answer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.action import Action, AnswersForm
from besked.lib.addresses import BadAddress, clean_email
from besked.messaging.compose import Letter
from besked.models import Application, Right, Status


class EmailForm(AnswersForm):
    """Recipient, sender, subject and contents; what is left empty here must stand in the letters."""

    to = forms.CharField(label=_("Recipient"), required=False, max_length=254)
    sender = forms.CharField(label=_("From"), required=False, max_length=254)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=200)
    body = forms.CharField(label=_("Contents"), required=False, max_length=20_000, widget=forms.Textarea)

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: Action, **kwargs: Any) -> None:
        """`from` is the name outside; Python reserves it."""
        given = {**data, "sender": data.get("sender") or data.get("from", "")} if data else data
        super().__init__(given, action=action, **kwargs)

    def clean_to(self) -> str:
        """One valid address, or nothing: then the applicant's own."""
        given: str = self.cleaned_data["to"]
        if not given:
            return ""
        try:
            return clean_email(given)
        except BadAddress as fault:
            raise forms.ValidationError(_("The recipient is not a valid e-mail address.")) from fault

    def clean_sender(self) -> str:
        """A valid address, or nothing: then the proposed one."""
        given: str = self.cleaned_data["sender"]
        if not given:
            return ""
        try:
            return clean_email(given)
        except BadAddress as fault:
            raise forms.ValidationError(_("The sender is not a valid e-mail address.")) from fault


class Email(Action):
    """A letter in each applicant's language, within a frame of greeting, signature and footer."""

    slug = "email"
    label = _("Send e-mail")
    past = _("%(by)s wrote to %(name)s")
    description = _("A letter of your own. It changes no status and does not count as an answer.")
    right = Right.EMAIL
    leaves = frozenset(Status)
    Form = EmailForm

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """One letter each; another recipient is possible for a single application."""
        given = {"subject": self.answers.get("subject", ""), "body": self.answers.get("body", "")}
        proposal = {**given, "from": self.answers.get("sender", "")}
        to = self.answers.get("to") if len(ready) == 1 else ""
        for application in ready:
            letter = self.letter("email", to=application, proposal=proposal)
            letter.to = to or letter.to
            yield letter
