"""The cast at the desk: Bo is signed in, time stands still, and people are invited."""

import datetime as dt

import pytest
import time_machine

from besked.models import Interview
from tests.cast import NOW, Cast, act, applies
from tests.desk.calendar.sheet import fields, page_of

ANSWERS = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
    "reminder": "email",
    "days_before": 2,
}
OVER = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, frozen):
    return Cast()


@pytest.fixture
def bo(client, cast):
    client.force_login(cast.bo)
    return client


@pytest.fixture
def signed_in(client, cast):
    """Signs somebody of the cast in, by name."""

    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


@pytest.fixture
def invited(cast):
    """Invites people of these names in one run, and returns their interviews."""

    def invite(*names, by=None, to=None, **more):
        rows = [applies(to or cast.teacher, name) for name in names or ("Ida Ågård",)]
        done = act("invite", by or cast.bo_acts, rows, answers=ANSWERS | more)
        assert done.done == [row.pk for row in rows]
        return list(Interview.objects.filter(run=done.run).order_by("pk"))

    return invite


@pytest.fixture
def over(frozen):
    """Travels to the end of the usual interview."""
    frozen.move_to(OVER)


@pytest.fixture
def queries(django_assert_num_queries):
    """How many queries an address costs; the first visit warms what a process keeps."""

    def cost(client, address, number):
        client.get(address)
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200

    return cost


@pytest.fixture
def edit(bo):
    """Sends the edit form with changes."""

    def send(interview, do="save", **changes):
        held = fields(bo, interview, f"/interviews/{interview.pk}/#look") | changes
        return bo.post(f"/interviews/{interview.pk}/", held | {"do": do})

    return send


@pytest.fixture
def small(bo):
    """Presses one of the small buttons on a fresh page."""

    def send(interview, do, **more):
        seen = next(page_of(bo, interview).all("input", name="seen")).attributes["value"]
        return bo.post(f"/interviews/{interview.pk}/act/", {"do": do, "seen": seen, "key": "k"} | more)

    return send
