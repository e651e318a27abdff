"""Inviting many in three languages beside rejecting as many: both from the press until it is committed."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.figures import in_turns, noise, ratios, spread, timed, verdict
from bench.figures import quartiles as middle
from besked.actions import BY_SLUG
from besked.models import Application, Event, Interview, Message, Run
from tests.cast import Cast
from tests.crowd import crowd

LANGUAGES = ("da", "sv", "en")
REJECT = {"type": "review", "reason": "others"}
GOAL = 2.0


def invitation(reminder: str) -> dict[str, Any]:
    """One after the other, a month ahead."""
    return {
        "kind": "interview1",
        "format": "in_person",
        "arrange": "sequence",
        "date": (timezone.localdate() + dt.timedelta(days=30)).isoformat(),
        "time": "09:00",
        "duration": 30,
        "recruiters": ["bo@havnsund.example"],
        "place": "Skolegade 1",
        "reminder": reminder,
        "days_before": 2,
    }


class Inviting:
    """So many applicants, invited and rejected again and again."""

    def __init__(self, people: int) -> None:
        self.cast = Cast()
        self.ids = [row.pk for row in crowd(self.cast.teacher, people, timezone.now(), LANGUAGES)]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def taking(self, slug: str, answers: dict[str, Any]) -> float:
        """Seconds of one run; everything is forgotten afterwards."""
        took = timed(lambda: self.take(slug, answers))
        self.forget()
        return took

    def take(self, slug: str, answers: dict[str, Any]) -> None:
        """One run over everybody."""
        actor = self.cast.bo_acts
        run = Run(slug=slug, user=actor.user, actor=actor.key, created_at=timezone.now())
        result = BY_SLUG[slug](actor, answers).perform(self.ids, run)
        if len(result.done) != len(self.ids):
            raise RuntimeError(f"Only {len(result.done)} were done: {result.refused[:1]}")

    def statements(self, slug: str, answers: dict[str, Any]) -> int:
        """Statements of one run."""
        with CaptureQueriesContext(connection) as queries:
            self.take(slug, answers)
        self.forget()
        return len(queries)

    def forget(self) -> None:
        """Everybody is new again, and nothing was written."""
        Message.objects.all().delete()
        Interview.objects.all().delete()
        Event.objects.filter(run__isnull=False).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM besked_rejection")
            cursor.execute("DELETE FROM besked_run")
        Application.objects.update(status="new", round=1, version=1, decided_at=None)


def main(folder: Path, arguments: list[str]) -> None:
    """Prints how much longer inviting takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args(arguments)
    bench = Inviting(given.people)
    for reminder in ("none", "email"):
        answers = invitation(reminder)
        ways = (lambda: bench.taking("invite", answers), lambda: bench.taking("reject", REJECT))  # noqa: B023 -- used at once
        in_turns(ways, 1)  # warm
        invited, rejected = in_turns(ways, given.rounds)
        times = ratios(invited, rejected)
        print(f"invite {given.people:,}, reminder {reminder}, median of {given.rounds} rounds ({noise()}):")
        print(f"  {spread(invited, ' s', 3)}, {bench.statements('invite', answers)} statements")
        print(
            f"  {spread(times, ' ×')} rejecting as many ({spread(rejected, ' s', 3)});",
            verdict(middle(times)[1], GOAL, unit=" ×"),
        )
