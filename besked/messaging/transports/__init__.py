"""The ways out of the house. The worker hands over one frozen mail at a time and gets to know what became of it."""

from besked.messaging.transports.address import check_url, transport_for
from besked.messaging.transports.wire import (
    QUICK,
    SLOW,
    Attachment,
    Mark,
    Outcome,
    OutcomeKind,
    Phase,
    Transport,
    Wire,
)

__all__ = [
    "QUICK",
    "SLOW",
    "Attachment",
    "Mark",
    "Outcome",
    "OutcomeKind",
    "Phase",
    "Transport",
    "Wire",
    "check_url",
    "transport_for",
]
