"""Statements that a worker needs hundreds of times a second, in plain SQL: building them costs more than running them.

`{ids}` stands for a list of numbers, `{cases}` for pairs of a number and a text. Both databases take the same words.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

LOCK = "SELECT id FROM besked_application WHERE id IN ({ids}) ORDER BY id FOR NO KEY UPDATE"
OPEN_WINDOW = """
UPDATE besked_message SET state = 'sending', attempts = attempts + 1
WHERE id IN ({ids}) AND state = 'claimed' AND worker = %s
"""
# A row that was given up as uncertain meanwhile is settled by the reply that its worker holds.
MARK_SENT = """
UPDATE besked_message SET sent_at = %s, reply = CASE id {cases} END, state = 'sent', worker = ''
WHERE id IN ({ids}) AND ((state = 'sending' AND worker = %s) OR state = 'uncertain')
"""
# The condition of the index, letter by letter: SQLite wouldn't see it in a parameter, and read the whole outbox.
TAKEN = """
SELECT once FROM besked_message
WHERE once IN ({ids}) AND once IS NOT NULL AND NOT (state IN ('bounced', 'cancelled', 'failed'))
"""


def lock(applications: Sequence[int]) -> None:
    """Locks them in id order. SQLite knows no such lock, and needs none: a transaction there is alone."""
    if applications and connection.features.has_select_for_update:
        _run(LOCK, applications, list(applications))


def open_window(worker: str, ids: Sequence[int]) -> int:
    """How many of these rows, claimed by this worker, are in *sending* now."""
    return _run(OPEN_WINDOW, ids, [*ids, worker])


def mark_sent(worker: str, replies: Mapping[int, str], now: dt.datetime) -> int:
    """Closes the rows with the relay's own words, each row with its own."""
    cases = " ".join(["WHEN %s THEN %s"] * len(replies))
    said = [part for pair in replies.items() for part in pair]
    return _run(MARK_SENT.replace("{cases}", cases), replies, [_moment(now), *said, *replies, worker])


def taken(keys: Sequence[str]) -> set[str]:
    """Which of these once-keys are held by a live row."""
    if not keys:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_listed(TAKEN, keys), keys)
        return {key for (key,) in cursor.fetchall()}


def _run(statement: str, ids: Collection[int], parameters: list[Any]) -> int:
    if not ids:  # PostgreSQL knows no empty list
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_listed(statement, ids), parameters)
        return int(cursor.rowcount)


def _listed(statement: str, ids: Iterable[object]) -> str:
    return statement.replace("{ids}", ", ".join(["%s" for _ in ids]))


def _moment(now: dt.datetime) -> Any:
    """As this database stores times."""
    return connection.ops.adapt_datetimefield_value(now)
