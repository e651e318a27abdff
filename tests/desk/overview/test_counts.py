"""The counts of a vacancy agree with its list, whatever is asked."""

import datetime as dt

import pytest

from besked.desk.overview.counts import Counts, Group, counts
from besked.models import Application, Rejection, Status
from besked.web.filters import Filters
from tests.cast import NOW, act, applies

TODAY = NOW.date()


@pytest.fixture
def crowd(cast):
    """Seven people: five new, one withdrawn, one rejected and not told yet."""
    people = [applies(cast.teacher, f"Ida{n} Berg", "da" if n % 2 else "sv") for n in range(7)]
    for rank, one in zip((1, 1, 3), people, strict=False):
        Application.objects.filter(pk=one.pk).update(rank=rank)
    Application.objects.filter(pk=people[3].pk).update(answer_by=TODAY - dt.timedelta(days=1))
    act("withdraw", cast.bo_acts, [people[5]])
    act("reject", cast.bo_acts, [people[6]], answers={"type": "review", "reason": cast.reason.slug})
    applies(cast.nurse, "Somebody Else")
    return people


def test_counts_hold_every_group(cast, crowd):
    found = counts(cast.teacher, TODAY)

    assert (found.total, found.owed, found.overdue, found.untold) == (7, 6, 1, 1)
    assert (found.answered, found.left) == (0, 1)
    assert sorted(found.groups) == [
        Group("new", "review", "da", 0, 1),
        Group("new", "review", "da", 1, 1),
        Group("new", "review", "sv", 0, 1),
        Group("new", "review", "sv", 1, 1),
        Group("new", "review", "sv", 3, 1),
        Group("rejected", "review", "sv", 0, 1),
        Group("withdrawn", "review", "da", 0, 1),
    ]
    assert Rejection.objects.count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"status": "new"},
        {"status": "rejected", "stage": "review"},
        {"rank": "1"},
        {"rank": "none"},
        {"language": "sv", "rank": "3"},
        {"owed": "1"},
        {"owed": "overdue"},
        {"owed": "untold"},
        {"status": "nonsense"},
        {"rank": "7"},
        {"owed": "perhaps"},
        {"stage": "interview1"},
    ],
)
def test_count_is_the_length_of_the_list(cast, crowd, asked):
    filters = Filters.read(asked)
    rows = filters.of(cast.teacher.pk, TODAY)

    assert counts(cast.teacher, TODAY).matching(filters) == rows.count()


@pytest.mark.parametrize("asked", [{"q": "Ida"}, {"status": "new", "owed": "overdue"}])
def test_count_says_when_only_rows_can_tell(cast, crowd, asked):
    assert counts(cast.teacher, TODAY).matching(Filters.read(asked)) is None


def test_languages_come_most_first():
    groups = [Group(Status.NEW, "review", code, 0, n) for code, n in (("da", 2), ("sv", 3), ("da", 2), ("nl", 3))]

    assert Counts(groups, 0, 0, 0).languages() == {"da": 4, "nl": 3, "sv": 3}


def test_empty_vacancy_counts_nothing(cast):
    assert counts(cast.teacher, TODAY) == Counts([], 0, 0, 0)
