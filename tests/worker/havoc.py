"""One seed of havoc: several workers on one outbox, killed at any moment by us, by themselves and by the relay."""

import random
import time
from pathlib import Path
from typing import NamedTuple

from besked.models import Message
from tests.sink import Fault, Sink
from tests.worker.brood import Nest
from tests.worker.court import all_due, fall_silent, settle_doubts, wrongs

MOST_AT_ONCE, WINDOW = 3, 10


class Verdict(NamedTuple):
    """What was wrong, how many workers were killed, how many letters were doubtful, whether by a lost journal."""

    wrongs: list[str]
    killed: int
    doubts: int
    journals: bool


class Havoc:
    """The same seed makes the same plan; the machine's own timing adds to it."""

    def __init__(self, seed: int, nest: Nest, sink: Sink, folder: Path) -> None:
        self.chance, self.nest, self.sink, self.folder = random.Random(seed), nest, sink, folder
        self.alive: list[int] = []
        self.killed = 0
        self.journals = self.chance.random() < 0.75

    def wreak(self) -> Verdict:
        """Kill for a while, let one worker finish, judge, settle the doubts, finish, judge again."""
        kills = self.chance.randint(3, 6)
        self._kill_by_the_relay()
        self.sink.plan(*self._slowness())
        while self.killed < kills and Message.objects.filter(state__in=("queued", "claimed", "sending")).exists():
            self._fill()
            time.sleep(self.chance.uniform(0.0, 0.06))
            self._kill_one()
        self.sink.plan()
        self._finish()
        found = wrongs(self.sink.mails())
        doubts = settle_doubts(self.sink)
        all_due()
        fall_silent()  # one that died before it had a journal is known by that alone
        self._finish()
        return Verdict([*found, *wrongs(self.sink.mails())], self.killed, doubts, self.journals)

    def _kill_by_the_relay(self) -> None:
        """The first to die, for certain: on a quick machine all letters may have left before our own first blow."""
        self.sink.plan(Fault("mail", delay=0.05))  # nobody is done before the blow is planned
        pid = self.nest.start(self.sink.url, self.folder)
        step = self.chance.choice(("mail", "rcpt", "data", "dot", "reply", "sent"))
        self.sink.plan(Fault(step, kill=pid, times=1))
        self.killed += self.nest.wait(pid) == -9

    def _slowness(self) -> list[Fault]:
        """A relay that takes its time between taking a mail and saying so: the most dangerous moment there is."""
        pause = self.chance.choice((0.0, 0.002, 0.01))
        return [Fault(self.chance.choice(("dot", "reply", "sent")), delay=pause)] if pause else []

    def _fill(self) -> None:
        while len(self.alive) < MOST_AT_ONCE:
            die_at = self.chance.choice((0, self.chance.randint(5, 250)))
            self.alive.append(self.nest.start(self.sink.url, self.folder, die_at=die_at))

    def _kill_one(self) -> None:
        pid = self.alive.pop(self.chance.randrange(len(self.alive)))
        self.killed += self.nest.kill(pid) == -9

    def _finish(self) -> None:
        """Those who live finish their work, then one more clears up; without journals it goes by the silence."""
        self.killed += [self.nest.wait(pid) for pid in self.alive].count(-9)
        self.alive = []
        if not self.journals:
            for journal in (self.folder / "journals").glob("*"):
                journal.unlink()
            fall_silent()
        self.nest.run(self.sink.url, self.folder)
