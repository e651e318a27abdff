"""Where a gateway tells what became of an SMS: an address that only we could have given it."""

from django.conf import settings

from besked.lib.tokens import derive, same
from besked.models import Channel, Message

# What a report says, from the weakest to the strongest: reports may come twice, late, and in any order.
HANDED, FAILED, DELIVERED = "handed", "failed", "delivered"
STRENGTH = {"": 0, HANDED: 1, FAILED: 2, DELIVERED: 3}


def address(message_id: int, message_key: str) -> str:
    """The address for reports on a message: its number in the outbox, and a token made of its Message-ID."""
    return f"{settings.BASE_URL}/api/v1/sms-reports/{message_id}/{token(message_key)}/"


def token(message_key: str) -> str:
    """The secret part: only the holder of the instance's key can make it."""
    return derive(settings.SECRET_KEY, "sms-report", message_key)


def is_ours(message_id: int, secret: str) -> bool:
    """Whether we gave this address to a gateway. An unknown message takes as long as a wrong secret."""
    sms = Message.objects.filter(pk=message_id, channel=Channel.SMS)
    key = sms.values_list("message_id", flat=True).first()
    return same(token(key or ""), secret) and key is not None
