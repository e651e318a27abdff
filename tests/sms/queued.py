"""SMS in the outbox, as an action would queue them."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from besked.models import Message

TO = "+4520123456"
_count = itertools.count(1)


def sms(**changes: Any) -> Message:
    """One that is due."""
    now, number = timezone.now(), next(_count)
    usual = {
        "channel": "sms",
        "kind": "reminder-sms",
        "to": TO,
        "to_name": "Ida Berg",
        "body": f"Hej Ida, vi ses i morgen kl. 10. Nr. {number}",
        "language": "da",
        "message_id": f"<sms-{number}@besked.example>",
        "queued_at": now - dt.timedelta(minutes=1),
        "not_before": now - dt.timedelta(minutes=1),
    }
    return Message.objects.create(**usual | changes)
