"""Delivery: windows of at most ten rows in *sending*; one commit closes the last window and opens the next."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone

from besked.answers import settle
from besked.answers.reports import catch_up
from besked.messaging import delivery, statements
from besked.messaging.transports import Outcome, OutcomeKind, Phase, Transport
from besked.messaging.transports.delays import next_delay
from besked.models import Channel, Message, MessageState
from besked.worker.journal import Journal
from besked.worker.wires import wire

log = logging.getLogger("besked.worker")
REFUSED, UNREACHED = 60.0, 10.0  # seconds to wait before the relay is asked again
TRUST = 20.0  # seconds after a confirmed heartbeat during which nobody can have buried us
OTHER_SIDE = {Channel.EMAIL: "mail server", Channel.SMS: "SMS gateway"}
AGAIN = (0.1, 0.5, 2.0)  # seconds before a turn is tried again: a deadlock, a database that restarts


class Lost(Exception):
    """This worker was buried by another; it must not begin another mail."""


class Stopped(Exception):
    """The relay can't be reached or refuses us altogether: trying on would burn every row. Pause in seconds."""

    def __init__(self, reply: str, pause: float) -> None:
        """Keeps the relay's words."""
        super().__init__(reply)
        self.pause = pause


class Handed(NamedTuple):
    """What became of one mail of the window, and how far it got."""

    row: Message
    outcome: Outcome
    phase: Phase


class Delivery:
    """One worker's delivery over one transport."""

    def __init__(
        self, name: str, transport: Transport, journal: Journal, alive: Callable[[], bool], channel: Channel
    ) -> None:
        """`alive()` asks the database whether this worker is still known."""
        self.name, self.transport, self.journal, self.alive = name, transport, journal, alive
        self.channel = channel
        self.sure_until = time.monotonic() + TRUST
        self.stopping = False
        self._phase = Phase.CONNECT
        self._closing: list[Handed] = []
        self._doubted = False

    def round(self) -> int:
        """Sends what is due until nothing is; returns how many mails were handled. Raises Stopped, Lost."""
        handled, waiting = 0, list[Message]()
        while not self.stopping:
            self._make_sure()
            window, waiting = self._turn(waiting)
            if not window:
                break
            handled += len(window)
            self._send(window)
        self._turn([], claim=False)
        return handled

    def _turn(self, waiting: list[Message], *, claim: bool = True) -> tuple[list[Message], list[Message]]:
        """One commit: closes the last window, claims when the hand is empty, opens the next. (window, rest of hand)

        Where the database failed, and even where nobody knows whether it committed, the turn is taken anew: what was
        told stays told, and what we hold, which has not begun, is put back first.
        """
        for pause in AGAIN:
            try:
                return self._take_turn(waiting, claim=claim)
            except (OperationalError, InterfaceError) as error:
                log.warning("The database did not let the worker go on: %s", error)
                time.sleep(pause)
                close_old_connections()
                waiting, self._doubted = [], True
        return self._take_turn(waiting, claim=claim)

    def _take_turn(self, waiting: list[Message], *, claim: bool) -> tuple[list[Message], list[Message]]:
        now, window = timezone.now(), list[Message]()
        with transaction.atomic():
            self._close(now)
            if self._doubted:
                delivery.unclaim(self.name, delivery.sending(self.name))
            if claim and not waiting:
                waiting = delivery.claim(self.name, now, self.channel)
            while waiting and not window:  # a whole window may have been cancelled under our hands
                offered, waiting = waiting[: delivery.WINDOW], waiting[delivery.WINDOW :]
                ours = delivery.open_window(self.name, offered)
                window = [row for row in offered if row.pk in ours]
        self._closing, self._doubted = [], False
        self.journal.clear()
        return window, waiting

    def _send(self, window: Sequence[Message]) -> None:
        for place, row in enumerate(window):
            if self.stopping:
                delivery.unclaim(self.name, [left.pk for left in window[place:]])
                return
            self._make_sure(window[place:])
            outcome = self._hand_over(row, window[place:])
            self._closing.append(Handed(row, outcome, self._phase))
            if outcome.kind == OutcomeKind.STOP:
                self._stop(outcome, REFUSED)
            if outcome.kind == OutcomeKind.RETRY and self._phase == Phase.CONNECT:
                self._stop(outcome, UNREACHED)

    def _make_sure(self, rest: Sequence[Message] = ()) -> None:
        """After a pause somebody may have buried us: ask before anything begins. What we know is still told."""
        if time.monotonic() < self.sure_until:
            return
        asked = time.monotonic()
        if not self.alive():
            self._turn([], claim=False)
            delivery.never_left(rest)
            raise Lost
        self.sure_until = asked + TRUST

    def _hand_over(self, row: Message, rest: Sequence[Message]) -> Outcome:
        self._phase = Phase.ENVELOPE

        def mark(phase: Phase) -> None:
            self._phase = phase
            if phase == Phase.DATA:
                self._make_sure(rest)  # the relay may have let us wait for long
                self.journal.begun(row.pk)

        outcome = self.transport.deliver(wire(row), mark)
        if outcome.kind == OutcomeKind.SENT:
            self.journal.answered(row.pk)
        elif outcome.kind != OutcomeKind.UNCERTAIN:
            self.journal.returned(row.pk)
        return outcome

    def _stop(self, outcome: Outcome, pause: float) -> None:
        self._turn([], claim=False)
        delivery.unclaim(self.name, delivery.sending(self.name))
        log.error("The %s takes nothing from Besked: %s", OTHER_SIDE[self.channel], outcome.reply)
        raise Stopped(outcome.reply, pause)

    def _close(self, now: dt.datetime) -> None:
        """Writes the outcomes of the last window; locks applications by id first, then messages (as undo does)."""
        if not self._closing:
            return
        sent = [(one.row, one.outcome) for one in self._closing if one.outcome.kind == OutcomeKind.SENT]
        told = sorted(pk for row, _ in sent if (pk := told_application(row)))
        statements.lock(told)
        if sent:
            delivery.mark_sent(self.name, {row.pk: outcome.reply for row, outcome in sent}, now)
        if secret := [row.pk for row, _ in sent if row.is_sensitive]:
            delivery.empty_sensitive(secret)
        if told:
            settle(told, now)
        for one in self._closing:
            if one.outcome.kind != OutcomeKind.SENT:
                self._close_unsent(one, now)
        if self.channel == Channel.SMS:  # reports may be quicker than we are
            catch_up([one.row.pk for one in self._closing], now)

    def _close_unsent(self, handed: Handed, now: dt.datetime) -> None:
        row, outcome, phase = handed
        if outcome.kind == OutcomeKind.UNCERTAIN:
            delivery.give_up(self.name, [row.pk], MessageState.UNCERTAIN, outcome.reply)
        elif outcome.kind == OutcomeKind.FAILED:
            delivery.give_up(self.name, [row.pk], MessageState.FAILED, outcome.reply)
        elif phase == Phase.CONNECT:
            delivery.never_tried(self.name, row, outcome.reply)
        else:
            self._close_refused(row, outcome, now)

    def _close_refused(self, row: Message, outcome: Outcome, now: dt.datetime) -> None:
        """Again later. A refusal of us, not of the mail, makes no mail fail, however long it lasts."""
        retry_class, ours = outcome.retry_class or "quick", outcome.kind == OutcomeKind.STOP
        since = now if ours else row.first_try_at
        delay = next_delay(retry_class, row.attempts + 1, now, row.message_id, since)
        if delay is None:
            delivery.give_up(self.name, [row.pk], MessageState.FAILED, outcome.reply)
        else:
            delivery.put_back(self.name, row, now, delay, outcome.reply, counts=not ours)


def told_application(row: Message) -> int:
    """The application whose decision this message tells; 0 for a message that tells none."""
    kind, _, rest = (row.once or "").partition(":")
    return int(rest.partition(":")[0]) if kind == "answer" else 0
