"""Rejecting many in three languages: from the recruiter's press until it is committed, and the bare driver beside it.

The floor writes the same rows with `executemany` into copies of the tables that have no index and no key.
"""

import argparse
import json
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.figures import in_turns, noise, quartiles, ratios, spread, timed, verdict
from besked.actions import BY_SLUG
from besked.models import About, Application, Event, Message, Rejection, Run
from tests.cast import Cast
from tests.crowd import crowd

LANGUAGES = ("da", "sv", "en")
ANSWERS = {"type": "review", "reason": "others"}
WRITTEN = (Event, Rejection, Message, About)
GOALS = {"sqlite": 1.0, "postgresql": 1.5}


class Bulk:
    """So many applicants, rejected again and again."""

    def __init__(self, people: int) -> None:
        self.cast = Cast()
        self.ids = [row.pk for row in crowd(self.cast.teacher, people, timezone.now(), LANGUAGES)]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.statements = 0
        self._reject()
        self.rows = {model: self._read(model) for model in WRITTEN}
        self._forget()
        for model in (*WRITTEN, Application):
            self._sql("CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 1 = 0", model._meta.db_table)
        self._sql("INSERT INTO bare_besked_application SELECT * FROM besked_application")

    def ours(self) -> float:
        """Seconds."""
        took = timed(self._reject)
        self._forget()
        return took

    def bare(self) -> float:
        """Seconds."""
        took = timed(self._write)
        for model in WRITTEN:
            self._sql("DELETE FROM bare_{table}", model._meta.db_table)
        return took

    def count(self) -> int:
        """Statements of one run."""
        with CaptureQueriesContext(connection) as queries:
            self._reject()
        self._forget()
        return len(queries)

    def _reject(self) -> None:
        actor = self.cast.bo_acts
        run = Run(slug="reject", user=actor.user, actor=actor.key, created_at=timezone.now())
        result = BY_SLUG["reject"](actor, ANSWERS).perform(self.ids, run)
        if (len(result.done), result.messages) != (len(self.ids), len(self.ids)):
            raise RuntimeError(f"Only {len(result.done)} were rejected.")

    def _write(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for model, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                statement = "INSERT INTO bare_{table} VALUES ({places})".replace("{places}", places)
                cursor.executemany(statement.replace("{table}", model._meta.db_table), rows)
            cursor.execute("UPDATE bare_besked_application SET status = 'rejected', version = version + 1")

    def _read(self, model: type[Model]) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM {table}".replace("{table}", model._meta.db_table))
            return [
                tuple(json.dumps(one) if isinstance(one, dict) else one for one in row) for row in cursor.fetchall()
            ]

    def _forget(self) -> None:
        """Everybody is new again, and nothing was written."""
        for table in ("about", "message", "rejection", "event WHERE run_id IS NOT NULL", "run"):
            self._sql("DELETE FROM besked_{table}", table)
        self._sql("UPDATE besked_application SET status = 'new', round = 1, version = 1, decided_at = NULL")

    def _sql(self, statement: str, table: str = "") -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("{table}", table))


def main(folder: Path, arguments: list[str]) -> None:
    """Prints what one run costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args(arguments)
    bulk = Bulk(given.people)
    statements = bulk.count()
    ours, bare = in_turns((bulk.ours, bulk.bare), given.rounds)
    goal = GOALS[connection.vendor] * max(given.people / 2000, 1)
    print(f"reject {given.people:,} in three languages, committed, median of {given.rounds} rounds ({noise()}):")
    print(f"  {spread(ours, ' s')}, {statements} statements; {verdict(quartiles(ours)[1], goal)}")
    print(f"  {spread(ratios(ours, bare), ' ×', 1)} the bare driver, which takes {spread(bare, ' s', 3)}")
