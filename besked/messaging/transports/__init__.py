"""The ways out of the house. The worker hands over one frozen message at a time and gets to know what became of it."""

from besked.messaging.transports.address import check_url, transport_for
from besked.messaging.transports.sms import check_sms_url, sms_transport_for
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
    "check_sms_url",
    "check_url",
    "sms_transport_for",
    "transport_for",
]
