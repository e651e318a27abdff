"""What the two engines are asked: the numbers of applications in whose words each wanted word begins one."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from besked.models import Application

SQLITE = "SELECT rowid FROM besked_searchindex WHERE besked_searchindex MATCH %s"
BETWEEN = """ AND rowid BETWEEN (SELECT MIN(id) FROM besked_application WHERE vacancy_id = %s)
AND (SELECT MAX(id) FROM besked_application WHERE vacancy_id = %s)"""
POSTGRESQL = "SELECT application_id FROM besked_searchdoc WHERE tokens @@ to_tsquery('simple', %s)"
# A subquery hides the words from the planner. It then takes them for common, and walks from the newest on.
HIDDEN = "SELECT application_id FROM besked_searchdoc WHERE tokens @@ (SELECT to_tsquery('simple', %s))"
# Words that are in 8 of the newest 2,000 are met soon on a walk; others are looked up in the index. LIMIT stops where a
# list would take longer than the walk.
MOST = 5000
RARE = """
SELECT newest.n, ARRAY(
SELECT application_id FROM besked_searchdoc WHERE newest.n < 8 AND tokens @@ to_tsquery('simple', %s) LIMIT 5001)
FROM (SELECT COUNT(*) AS n FROM (SELECT tokens FROM besked_searchdoc ORDER BY application_id DESC LIMIT 2000) docs
WHERE tokens @@ to_tsquery('simple', %s)) newest
"""


def newest_first(wanted: Sequence[str]) -> RawSQL:
    """For a list of which the first page is wanted, newest first."""
    sql = SQLITE if connection.vendor == "sqlite" else HIDDEN
    return RawSQL(sql, (_phrase(wanted),))  # noqa: S611 -- the words are a parameter


def within(vacancy: int, queryset: QuerySet[Application], wanted: Sequence[str]) -> QuerySet[Application]:
    """The part of one vacancy's list.

    SQLite would look up each of thousands who bear the name elsewhere: it is asked for the numbers between the
    vacancy's first and last alone, and an expression instead of the key makes it walk the vacancy's list.
    """
    if connection.vendor != "sqlite":
        return queryset.filter(pk__in=RawSQL(POSTGRESQL, (_phrase(wanted),)))  # noqa: S611 -- as above
    found = RawSQL(SQLITE + BETWEEN, (_phrase(wanted), vacancy, vacancy))  # noqa: S611 -- as above
    return queryset.alias(number=F("pk") + 0).filter(number__in=found)


def rare(wanted: Sequence[str]) -> list[int] | None:
    """All the numbers where the words are rare; None where they are common, or where it makes no difference.

    PostgreSQL can't tell a rare name from a common one: it would walk a million applications to find nobody.
    """
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute(RARE, [_phrase(wanted)] * 2)
        newest, found = cursor.fetchone()
    return found if newest < 8 and len(found) <= MOST else None


def _phrase(wanted: Sequence[str]) -> str:
    if connection.vendor == "sqlite":
        return " ".join(f'"{word}"*' for word in wanted)
    return " & ".join(f"'{word}':*" for word in wanted)
