"""A nest of workers on the test's own database, and an outbox full of answers."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from besked.models import Application, Message
from tests.cast import Cast, act
from tests.crowd import crowd
from tests.worker.brood import Nest

ANSWERS = {"type": "review", "reason": "others"}
_nests: dict[str, Nest] = {}


@pytest.fixture
def nest(database_url: str) -> Nest:
    """Made once for each database: forking is quick, loading is not."""
    if database_url not in _nests:
        _nests[database_url] = Nest(database_url)
    return _nests[database_url]


@pytest.fixture(scope="session", autouse=True)
def _empty_nests() -> Iterator[None]:
    """Ends them."""
    yield
    for one in _nests.values():
        one.__exit__()


@pytest.fixture
def decided(transactional_db: None) -> Callable[..., list[Application]]:
    """`decided(12)`: so many rejected people, whose letters are due now, or at *due*."""

    def reject(people: int, *, due: dt.datetime | None = None) -> list[Application]:
        cast, now = Cast(), timezone.now()
        found = crowd(cast.teacher, people, now, ("da", "en"))
        act("reject", cast.bo_acts, found, answers=ANSWERS, now=now)
        Message.objects.update(not_before=due or now)
        return found

    return reject
