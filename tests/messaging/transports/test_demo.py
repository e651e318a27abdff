"""The demo mailbox takes everything and lets nothing out."""

from besked.messaging.transports import Outcome, OutcomeKind, Phase, transport_for
from tests.messaging.transports.letters import Journal, wire


def test_demo_mailbox_takes_every_mail() -> None:
    transport, journal = transport_for("demo:"), Journal()

    outcome = transport.deliver(wire(to="anything at all"), journal)
    transport.close()

    assert outcome == Outcome(OutcomeKind.SENT, "demo mailbox")
    assert journal == list(Phase)
