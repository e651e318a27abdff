"""The demo mailbox: nothing leaves, the desk shows what would have."""

from besked.messaging.transports.wire import Mark, Outcome, OutcomeKind, Phase, Wire


class DemoTransport:
    """Takes every mail and passes it on to nobody."""

    def deliver(self, wire: Wire, mark: Mark) -> Outcome:
        """Go through the phases of a delivery that always succeeds."""
        for phase in Phase:
            mark(phase)
        return Outcome(OutcomeKind.SENT, "demo mailbox")

    def close(self) -> None:
        """Nothing is open."""
