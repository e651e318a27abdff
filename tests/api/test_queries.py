"""How many queries each address costs: as many with three rows as with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.models import Note
from tests.cast import NOW, applies, vacancy

# token, departments and memberships come first, always
CALLER = 3


def filled(cast, count):
    """So many applications, notes and vacancies for the recruiter to see."""
    rows = [applies(cast.teacher, f"Ida {place}") for place in range(count)]
    Note.objects.bulk_create(Note(application=rows[0], author=cast.bo, text="Good", at=NOW) for _ in range(count))
    for _ in range(count - 1):
        vacancy(cast.school, cast.bo)
    return rows[0]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/vacancies", 2),
        ("/vacancies/{vacancy}", 2),
        ("/vacancies/{vacancy}/applications", 2),
        ("/vacancies/{vacancy}/applications?q=ida", 2),
        ("/applications/{application}", 1),
        ("/applications/{application}/notes", 2),
        ("/applications/{application}/events", 2),
        ("/applications/{application}/messages", 3),
        ("/applications/{application}/documents", 2),
        ("/candidates", 2),
        ("/candidates?q=ida", 2),
        ("/messages", 2),
        ("/owed", 1),
    ],
)
def test_read_costs_the_same_queries_for_one_and_three(bo, cast, count, path, queries):
    application = filled(cast, count)
    address = path.format(vacancy=cast.teacher.pk, application=application.pk)

    with CaptureQueriesContext(
        connection,
    ) as told:
        status, _answer = bo.get(address)

    assert status == 200
    # PostgreSQL asks first whether the words are rare, where it looks among everybody
    extra = connection.vendor == "postgresql" and path == "/candidates?q=ida"
    assert len(told) == CALLER + queries + extra, "\n".join(query["sql"][:200] for query in told)


@pytest.mark.parametrize("count", [1, 3])
def test_act_costs_the_same_queries_for_one_and_three(bo, cast, count):
    rows = [applies(cast.teacher, f"Ida {place}") for place in range(count)]
    body = {"applications": [row.pk for row in rows], "answers": {"reason": "others"}}

    with CaptureQueriesContext(connection) as told:
        answer = bo.post("/actions/reject", body)[1]

    assert len(answer["done"]) == count
    assert len(told) == 27, "\n".join(query["sql"][:200] for query in told)
