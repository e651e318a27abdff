"""Mail scanners open every link they find: nothing that only looks changes anything."""

from collections import Counter
from itertools import product

import pytest
from django.apps import apps
from django.test import Client

from besked.models import Interview
from tests.cast import act, applies
from tests.portal.mailed import TALK, TIMES, letter_of


def rows_of_every_table():
    """How many rows each table has, and what stands in those of interviews."""
    counts = {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    return counts, list(Interview.objects.order_by("pk").values())


def test_looking_changes_nothing(client, cast, guest, chooser):
    paths = [path for one in (guest, chooser) for path in (one.page, one.withdrawing, f"{one.page}interview.ics")]
    before = rows_of_every_table()

    for _ in range(34):
        for path in paths:
            client.get(path)
            client.head(path)
            client.options(path)

    assert rows_of_every_table() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client, guest, method):
    assert getattr(client, method)(guest.page).status_code == 405


def test_looking_at_the_way_back_changes_nothing(client, guest):
    assert client.get(guest.returning).status_code == 405


def pytest_generate_tests(metafunc):
    """10,000 links in a soak, 400 at a time; 200 in the suite."""
    if "prefetches" in metafunc.fixturenames:
        portions = [400] * 25 if metafunc.config.getoption("--soak") else [200]
        metafunc.parametrize("prefetches", portions, ids=range(len(portions)))


@pytest.mark.soak
def test_prefetching_links_changes_nothing(cast, prefetches):
    """By GET and HEAD, from anywhere, the page and the one that asks before a withdrawal."""
    rows = [applies(cast.teacher, f"Ida{n} Berg", "en") for n in range(200)]
    act("invite", cast.bo_acts, rows, answers=TALK | TIMES | {"slots": ["1/12 10:00-10:45"], "cap": 200})
    guests = [letter_of(interview) for interview in Interview.objects.order_by("pk")]
    before, ways = rows_of_every_table(), list(product(("get", "head"), ("", "withdraw/")))

    found = Counter()
    for number in range(prefetches):
        method, where = ways[(number + number // len(guests)) % len(ways)]
        found[where, getattr(Client(), method)(guests[number % len(guests)].page + where).status_code] += 1

    assert found == {("", 200): prefetches // 2, ("withdraw/", 200): prefetches // 2}
    assert rows_of_every_table() == before
