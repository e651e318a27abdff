"""A lane of the worker: one channel with its transport, its own name among the workers and its own journal."""

import logging
import time

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from besked.messaging import delivery
from besked.messaging.transports import Transport
from besked.models import Channel, Worker
from besked.worker import chores
from besked.worker.deliver import Delivery, Lost, Stopped
from besked.worker.journal import Journal
from besked.worker.registry import bury_the_dead, journals, register

log = logging.getLogger("besked.worker")
POLL, BEAT, REST = 1.0, 5.0, 5.0


class Lane:
    """Delivers what is due on one channel and looks after the dead. A lane that has to wait holds up no other."""

    def __init__(self, transport: Transport | None, channel: Channel = Channel.EMAIL) -> None:
        """`transport` is None where there is no way out: then messages stay queued."""
        self.transport, self.channel = transport, channel
        self.stopping = False
        self.delivery: Delivery | None = None

    def stop(self) -> None:
        """Ends after the message at hand."""
        self.stopping = True
        if self.delivery:
            self.delivery.stopping = True

    def forever(self) -> int:
        """Until stopped."""
        while not self.stopping:
            try:
                self.life(once=False)
            except (OperationalError, InterfaceError, OSError):
                log.exception("The worker can't go on and begins anew in %d seconds.", REST)
                close_old_connections()
                self._sleep(REST)
        return 0

    def life(self, *, once: bool) -> int:
        """From registering to the end, or until another worker gave us up for dead. With `once` until nothing is due.

        Returns 1 when the other side took nothing from us, else 0.
        """
        me = register(timezone.now())
        journal = Journal(journals(), me.name)
        heart = chores.Repeating("heart", BEAT, lambda: delivery.beat(me.name, timezone.now()))
        heart.start()
        try:
            return self._deliver(self._delivery(me, journal), once=once)
        except Lost:
            log.warning("Another worker gave %s up for dead; starting anew.", me.name)
            return 0
        finally:
            heart.stop()
            self._leave(me, journal)

    def _leave(self, me: Worker, journal: Journal) -> None:
        """Puts back what is in hand. What can't be settled stays for the others, with the journal."""
        settled = False
        try:
            delivery.unclaim(me.name)
            settled = not delivery.in_hand(me.name)
            if settled:
                Worker.objects.filter(pk=me.pk).delete()
        finally:
            journal.close(settled=settled)
            if self.transport:
                self.transport.close()

    def _delivery(self, me: Worker, journal: Journal) -> Delivery | None:
        if self.transport is not None:
            self.delivery = Delivery(
                me.name, self.transport, journal, lambda: delivery.beat(me.name, timezone.now()), self.channel
            )
            self.delivery.stopping = self.stopping
        return self.delivery

    def _deliver(self, delivering: Delivery | None, *, once: bool) -> int:
        while not self.stopping:
            bury_the_dead(timezone.now())
            try:
                handled = delivering.round() if delivering else 0
            except Stopped as refusal:
                if once:
                    log.error("Nothing was sent: %s", refusal)
                    return 1
                handled = 0
                self._sleep(refusal.pause)
            if once and not handled:
                return 0
            if not handled:
                self._sleep(POLL)
        return 0

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < end:
            time.sleep(0.1)
