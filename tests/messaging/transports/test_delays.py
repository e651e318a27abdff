"""Waits between attempts: the table, the scatter, and the end after 72 hours."""

from datetime import UTC, datetime, timedelta

import pytest

from besked.messaging.transports.delays import next_delay

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIRST = {"quick": [10, 30, 60, 300, 900, 3600, 3600], "slow": [60, 300, 600, 1200, 1800, 3600, 3600]}
SCATTER = {"quick": 2.0, "slow": 1.1}


@pytest.mark.parametrize("retry_class", ["quick", "slow"])
@pytest.mark.parametrize("seed", range(20))
def test_delay_follows_the_table_and_scatters_upwards(retry_class, seed) -> None:
    waits = [next_delay(retry_class, attempt, NOW, seed) for attempt in range(1, 8)]

    for wait, step in zip(waits, FIRST[retry_class], strict=True):
        assert wait is not None
        assert timedelta(seconds=step) <= wait < timedelta(seconds=step * SCATTER[retry_class])


def test_delay_is_the_same_for_the_same_mail_and_differs_between_mails() -> None:
    once = [next_delay("quick", 1, NOW, seed) for seed in range(1000)]
    again = [next_delay("quick", 1, NOW, seed) for seed in range(1000)]

    assert once == again
    assert len(set(once)) > 990


def test_turned_away_batch_comes_back_spread_out() -> None:
    waits = [next_delay("quick", 5, NOW, f"<{n}@besked.example>") or timedelta() for n in range(2000)]
    buckets = [0] * 10
    for wait in waits:
        buckets[int((wait.total_seconds() - 900) / 90)] += 1

    assert min(buckets) > 150


@pytest.mark.parametrize("retry_class", ["quick", "slow"])
def test_delay_ends_72_hours_after_the_first_attempt(retry_class) -> None:
    before = next_delay(retry_class, 60, NOW, 1, first=NOW - timedelta(hours=70, minutes=59))
    after = next_delay(retry_class, 60, NOW, 1, first=NOW - timedelta(hours=71, minutes=1))

    assert before is not None
    assert after is None


@pytest.mark.parametrize("retry_class", ["quick", "slow"])
def test_delay_ends_without_the_first_attempt_too(retry_class) -> None:
    waits = [next_delay(retry_class, attempt, NOW, 1) for attempt in range(1, 100)]
    steps = waits.index(None)

    assert waits[steps:] == [None] * (99 - steps)
    assert 70 <= steps <= 78


def test_unknown_class_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        next_delay("", 1, NOW, 1)
