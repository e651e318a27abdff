"""Sign-in: nobody signs up by themselves, and sign-in mails leave through the outbox like everything else."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Allauth, as staff of one organisation need it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by administrators."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders allauth's mail and lets the mail backend queue it (see besked.messaging.backend)."""
        super().send_mail(template_prefix, email, context)
