"""How fast a real worker empties the outbox, beside bare smtplib over one connection to the same mail server.

Rates are taken from the mail server's own clock, from the first mail of a round to its last.
"""

import argparse
import smtplib
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bench.figures import in_turns, noise, quartiles, ratios, spread, sync_latency, timed, verdict
from bench.place import environment
from besked.messaging.transports.mime import build
from besked.models import Application, Message
from besked.worker.wires import wire
from tests.cast import Cast, act
from tests.crowd import crowd
from tests.sink import Sink

LANGUAGES = ("da", "sv", "en")
ANSWERS = {"type": "review", "reason": "others"}
PATIENCE = 120  # seconds for one round


class Drain:
    """An outbox, a worker that has been started as people start it, and a mail server."""

    def __init__(self, sink: Sink, people: int) -> None:
        self.sink, self.cast, self.people = sink, Cast(), people
        self.rows = self.decide(people)
        self.wait_until_sent()
        self.prebuilt = [(row.sender, row.to, build(wire(row), timezone.now())) for row in Message.objects.all()]

    def decide(self, people: int) -> list[Application]:
        """Rejects so many new applicants."""
        rows = crowd(self.cast.teacher, people, timezone.now(), LANGUAGES)
        act("reject", self.cast.bo_acts, rows, answers=ANSWERS, now=timezone.now())
        return rows

    def ours(self) -> float:
        """Mails a second."""
        self.sink.forget()
        Application.objects.update(answered_at=None)
        Message.objects.filter(state="sent").update(state="queued", sent_at=None, not_before=timezone.now(), attempts=0)
        self.wait_until_sent()
        return self._rate()

    def several(self, rounds: int) -> list[float]:
        """Rates, after two rounds in which the database finishes what it was asked before."""
        return [self.ours() for _ in range(rounds + 3)][2:]

    def bare(self) -> float:
        """Mails a second."""
        self.sink.forget()
        with smtplib.SMTP("127.0.0.1", self.sink.port) as client:
            for sender, to, content in self.prebuilt:
                client.sendmail(sender, [to], content)
        return self._rate()

    def end_to_end(self, people: int) -> float:
        """Seconds from the recruiter's press to the last mail taken; the people are new."""
        self.sink.forget()
        rows = crowd(self.cast.teacher, people, timezone.now(), LANGUAGES)
        start = time.time()
        act("reject", self.cast.bo_acts, rows, answers=ANSWERS, now=timezone.now())
        self.wait_until_sent()
        return self.sink.mails()[-1].at - start

    def wait_until_sent(self) -> None:
        """Asks seldom, so as not to disturb."""
        until = time.monotonic() + PATIENCE
        due = Message.objects.filter(not_before__lte=timezone.now(), state__in=("queued", "claimed", "sending"))
        while due.exists():
            time.sleep(0.2)
            if time.monotonic() > until:
                raise RuntimeError(f"{due.count()} letters are still waiting.")

    def fill(self, waiting: int) -> None:
        """So many more letters that aren't due yet."""
        body, later = Message.objects.earliest("pk").body, timezone.now() + timedelta(days=1)
        for start in range(0, waiting, 5000):
            Message.objects.bulk_create(
                Message(
                    kind="email",
                    to=f"later{number}@post.example",
                    sender="job@havnsund.example",
                    language="da",
                    subject="Later",
                    body=body,
                    message_id=f"<later.{number}@bench.example>",
                    queued_at=timezone.now(),
                    not_before=later,
                )
                for number in range(start, min(start + 5000, waiting))
            )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _rate(self) -> float:
        mails = self.sink.mails()
        if len(mails) != len(self.prebuilt):
            raise RuntimeError(f"{len(mails)} mails instead of {len(self.prebuilt)}.")
        return (len(mails) - 1) / (mails[-1].at - mails[0].at)


def main(folder: Path, arguments: list[str]) -> None:
    """Prints rates, ratios, latencies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=1000, help="letters a round")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--people", type=int, default=2000, help="people from press to last mail")
    parser.add_argument("--waiting", type=int, default=100_000, help="letters that wait meanwhile")
    given = parser.parse_args(arguments)
    with Sink(folder, raw=False) as sink:
        env = environment(folder) | {"SMTP_URL": sink.url}
        worker = subprocess.Popen([sys.executable, "-m", "besked", "worker"], env=env, stderr=subprocess.DEVNULL)
        try:
            _measure(Drain(sink, given.letters), given, folder)
        finally:
            worker.terminate()
            worker.wait(60)


def _measure(drain: Drain, given: argparse.Namespace, folder: Path) -> None:
    print(
        f"commit on this disk: fsync {spread(sync_latency(folder), ' ms', 3)}, one row {spread(_commits(), ' ms', 2)}"
    )
    drain.ours(), drain.bare()
    ours, bare = in_turns((drain.ours, drain.bare), given.rounds)
    size = statistics.mean(len(content) for _, _, content in drain.prebuilt)
    print(f"drain, median of {given.rounds} rounds of {given.letters:,} letters of {size:,.0f} bytes ({noise()}):")
    share = ratios(ours, bare)
    print(f"  worker {spread(ours, '/s', 0)}, bare smtplib {spread(bare, '/s', 0)}")
    met = verdict(quartiles(share)[1], 0.4, at_least=True, unit="%")
    print(f"  {spread([100 * one for one in share], ' %', 0)}; {met}")
    whole = [drain.end_to_end(given.people) for _ in range(max(given.rounds // 10, 1))]
    print(f"{given.people:,} from press to last mail: {spread(whole, ' s')}; {verdict(quartiles(whole)[1], 4.0)}")
    Message.objects.exclude(pk__in=[row.pk for row in Message.objects.order_by("pk")[: given.letters]]).delete()
    before = drain.several(given.rounds // 3)
    drain.fill(given.waiting)
    after = drain.several(given.rounds // 3)
    print(f"with {given.waiting:,} letters waiting: {spread(after, '/s', 0)}, without {spread(before, '/s', 0)}")


def _commits() -> list[float]:
    """Milliseconds for one changed row."""
    row = Application.objects.earliest("pk")
    rows = Application.objects.filter(pk=row.pk)
    return [timed(lambda: rows.update(rank=None)) * 1000 for _ in range(100)]
