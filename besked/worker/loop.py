"""The worker process: a lane for each channel that has a way out, and the chores; stops gracefully on SIGTERM."""

import logging
import signal
import threading
from collections.abc import Sequence
from types import FrameType

from django.conf import settings
from django.db import connections
from django.utils import timezone

from besked.messaging.transports import sms_transport_for, transport_for
from besked.models import Channel
from besked.worker import chores
from besked.worker.lane import Lane

log = logging.getLogger("besked.worker")
BAD_SETTING, BROKEN = 2, 1


class Loop:
    """One worker process. Each lane has a thread, so that a mail server that lets us wait holds up no SMS."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        """The first lane takes the main thread."""
        self.lanes = lanes
        self._ended: list[int] = []  # with what each lane ended

    @property
    def status(self) -> int:
        """The worst of what the lanes ended with."""
        return max(self._ended, default=0)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ends after the messages at hand."""
        for lane in self.lanes:
            lane.stop()

    def run(self, *, drain: bool) -> int:
        """Until stopped; with `drain` until nothing is due. Returns the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        return self._drain() if drain else self._forever()

    def _drain(self) -> int:
        self._all_lanes(once=True)
        while chores.do_all(timezone.now()):
            pass
        return self.status

    def _forever(self) -> int:
        helper = chores.chores()
        helper.start()
        self._all_lanes(once=False)
        helper.stop()
        return self.status

    def _all_lanes(self, *, once: bool) -> None:
        first, *others = self.lanes
        threads = [threading.Thread(target=self._beside, args=(lane, once), name=lane.channel) for lane in others]
        for thread in threads:
            thread.start()
        try:
            self._one_lane(first, once=once)
        except BaseException:
            self.stop()
            raise
        finally:
            for thread in threads:
                thread.join()

    def _one_lane(self, lane: Lane, *, once: bool) -> None:
        self._ended.append(lane.life(once=True) if once else lane.forever())

    def _beside(self, lane: Lane, once: bool) -> None:
        """A lane that breaks ends the process, as it would in the main thread: whoever watches it starts it anew."""
        try:
            self._one_lane(lane, once=once)
        except BaseException:
            log.exception("The worker's lane of %s broke; the worker ends.", lane.channel)
            self._ended.append(BROKEN)
            self.stop()
        finally:
            connections.close_all()


def lanes() -> list[Lane]:
    """A lane for mail and one for SMS, each where it is set up. Raises ValueError with one sentence."""
    found = []
    if settings.SMTP_URL:
        found.append(Lane(transport_for(settings.SMTP_URL)))
    else:
        log.warning("SMTP_URL is not set: mail stays in the outbox.")
    if settings.SMS_URL:
        found.append(Lane(sms_transport_for(settings.SMS_URL), Channel.SMS))
    return found or [Lane(None)]


def run(*, drain: bool = False) -> int:
    """Runs a worker; returns its exit status."""
    try:
        found = lanes()
    except ValueError as fault:
        log.error("%s", fault)
        return BAD_SETTING
    return Loop(found).run(drain=drain)
