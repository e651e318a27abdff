"""When to try again: soon when the connection was to blame, slower when the recipient's server asks for patience."""

from datetime import datetime, timedelta
from hashlib import blake2b

from besked.messaging.transports.wire import QUICK, SLOW

STEPS = {QUICK: (10, 30, 60, 300, 900), SLOW: (60, 300, 600, 1200, 1800)}
HOURLY = 3600
PATIENCE = timedelta(hours=72)
# A relay that turns away a whole batch at once shall not get it back at once: each mail waits up to this much longer.
SCATTER = {QUICK: 1.0, SLOW: 0.1}


def next_delay(
    retry_class: str, attempts: int, now: datetime, seed: int | str, first: datetime | None = None
) -> timedelta | None:
    """Return how long to wait after attempt number *attempts* (1 = the first), or None to give up.

    Given up is when the next attempt would come more than 72 hours after *first*, the first attempt. Without
    *first* the waits so far are added up instead. The same *seed* (the message) gives the same wait.
    """
    waited = now - first if first else timedelta(seconds=sum(_step(retry_class, n) for n in range(1, attempts)))
    step = _step(retry_class, attempts)
    if waited + timedelta(seconds=step) > PATIENCE:
        return None
    return timedelta(seconds=step * (1 + SCATTER[retry_class] * _chance(f"{seed}:{attempts}")))


def _step(retry_class: str, attempt: int) -> int:
    steps = STEPS[retry_class]
    return steps[attempt - 1] if attempt <= len(steps) else HOURLY


def _chance(seed: str) -> float:
    """A number from 0 up to 1, the same for the same seed on every machine."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 2**32
