"""The worker's loop: deliver what is due, look after the dead, stop gracefully on SIGTERM."""

import logging
import signal
import time
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from besked.messaging import delivery
from besked.messaging.transports import Transport, transport_for
from besked.models import Worker
from besked.worker import chores
from besked.worker.deliver import Delivery, Lost, Stopped
from besked.worker.journal import Journal
from besked.worker.registry import bury_the_dead, journals, register

log = logging.getLogger("besked.worker")
POLL, BEAT, REST = 1.0, 5.0, 5.0


class Loop:
    """One worker process."""

    def __init__(self, transport: Transport | None) -> None:
        """`transport` is None where SMTP_URL is absent: then mail stays queued and only the chores are done."""
        self.transport = transport
        self.stopping = False
        self.delivery: Delivery | None = None

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Ends after the mail at hand."""
        self.stopping = True
        if self.delivery:
            self.delivery.stopping = True

    def run(self, *, drain: bool) -> int:
        """Until stopped; with `drain` until nothing is due. Returns the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        return self._drain() if drain else self._forever()

    def _drain(self) -> int:
        status = self._life(once=True)
        while chores.do_all(timezone.now()):
            pass
        return status

    def _forever(self) -> int:
        helper = chores.chores()
        helper.start()
        while not self.stopping:
            try:
                self._life(once=False)
            except (OperationalError, InterfaceError, OSError):
                log.exception("The worker can't go on and begins anew in %d seconds.", REST)
                close_old_connections()
                self._sleep(REST)
        helper.stop()
        return 0

    def _life(self, *, once: bool) -> int:
        """From registering to the end, or until another worker gave us up for dead."""
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
            self.delivery = Delivery(me.name, self.transport, journal, lambda: delivery.beat(me.name, timezone.now()))
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


def run(*, drain: bool = False) -> int:
    """Runs a worker; returns its exit status."""
    transport = transport_for(settings.SMTP_URL) if settings.SMTP_URL else None
    if transport is None:
        log.warning("SMTP_URL is not set: mail stays in the outbox.")
    return Loop(transport).run(drain=drain)
