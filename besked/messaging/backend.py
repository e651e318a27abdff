"""Django's mail backend: queues, and never sends. Sign-in mails come this way."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import get_language

from besked.messaging.outbox import queue_plain
from besked.models import SenderAddress, User


class OutboxBackend(BaseEmailBackend):
    """Turns each recipient of each mail into a row of the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queues; returns how many rows were written."""
        now, sender = timezone.now(), system_sender()
        rows = [(mail, to) for mail in email_messages for to in mail.to]
        for mail, to in rows:
            queue_plain(
                to=to,
                subject=str(mail.subject),
                body=str(mail.body),
                kind="sign-in",
                language=(get_language() or settings.LANGUAGE_CODE)[:2],
                sender=sender,
                now=now,
                author=None,
            )
        return len(rows)


def system_sender() -> str:
    """The organisation's own address, else an administrator's: Besked has no address of its own."""
    row = SenderAddress.objects.filter(department__parent=None).first()
    if row:
        return row.address
    admin = User.objects.filter(level="complete", is_active=True).first()
    return admin.email if admin else "besked@besked.invalid"
