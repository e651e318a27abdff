"""Keyset pages: nobody is skipped or shown twice, whatever the order, and a cursor is only what we made."""

import base64
import datetime as dt
import json

import pytest

from besked.models import Application, Vacancy
from besked.web.pages import BadCursor, page
from tests.cast import NOW, Cast, applies

pytestmark = pytest.mark.django_db
ORDERS = [("id",), ("-id",), ("received_at", "id"), ("-received_at", "-id"), ("name_key", "-id"), ("answer_by", "id"),
          ("-rank", "received_at", "id")]  # fmt: skip


@pytest.fixture
def people():
    """Nine applications; many share a day, a name or a rank."""
    cast = Cast()
    for place in range(9):
        when = NOW - dt.timedelta(days=place % 3)
        applies(cast.teacher, f"Ida {'ABC'[place % 2]}", email=f"i{place}@example.com", now=when, rank=1 + place % 2)
    return Application.objects.all()


@pytest.mark.parametrize("order", ORDERS, ids="+".join)
@pytest.mark.parametrize("size", [1, 2, 4, 9, 10])
def test_pages_together_are_the_list(people, order, size):
    found, cursor, count = [], "", 0
    while cursor is not None:
        rows, cursor = page(people, order, cursor, size)
        found += [row.pk for row in rows]
        count += 1

    assert found == [row.pk for row in people.order_by(*order)]
    assert count == -(-9 // size)


def test_rows_that_arrive_meanwhile_shift_nothing(people):
    first, cursor = page(people, ("-id",), "", 3)
    applies(first[0].vacancy, "Late Comer")

    second, _cursor = page(people, ("-id",), cursor, 3)

    assert [row.pk for row in second] == [row.pk - 3 for row in first]


def test_empty_list_has_no_next_page():
    assert page(Vacancy.objects.all(), ("id",), "", 10) == ([], None)


def cursor_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "x", "ø", "====", cursor_of(), cursor_of(1), cursor_of("2026-11-23", 1), cursor_of("yesterday", 1),
        cursor_of("2026-11-23T09:00:00", 1), cursor_of("2026-11-23T09:00:00+00:00", "1"), cursor_of(None, None),
        cursor_of("2026-11-23T09:00:00+00:00", 2**63), cursor_of("2026-11-23T09:00:00+00:00", True),
        base64.urlsafe_b64encode(b"[" * 5000).decode(), base64.urlsafe_b64encode(b'{"a":1}').decode(),
    ],
)  # fmt: skip
def test_cursor_of_somebody_else_is_refused(cursor):
    with pytest.raises(BadCursor):
        page(Application.objects.all(), ("received_at", "id"), cursor, 10)


def test_text_of_a_cursor_is_no_number_and_holds_no_nul():
    for value in (5, "a\x00b"):
        with pytest.raises(BadCursor):
            page(Application.objects.all(), ("name_key", "id"), cursor_of(value, 1), 10)


def test_page_costs_one_query(people, django_assert_num_queries):
    _rows, cursor = page(people, ("received_at", "id"), "", 2)

    with django_assert_num_queries(1):
        page(people, ("received_at", "id"), cursor, 2)
