"""The plan behind an invitation: who gets which time. Made once, before the letters; never while people watch."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from besked.models import Application, Interview, Slot


@dataclass(slots=True)
class Plan:
    """An interview for each application that has a place, and the times that are offered for choice."""

    interviews: dict[int, Interview] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)

    @property
    def last(self) -> dt.datetime | None:
        """When the last of the offered times begins."""
        return max((slot.starts_at for slot in self.slots), default=None)


def make(answers: Mapping[str, Any], ready: Sequence[Application], zone: ZoneInfo) -> Plan:
    """Together, in sequence (in the order of the selection), or slots to choose from."""
    if answers["arrange"] == "slots":
        return Plan({row.pk: _interview(answers, row, zone, None) for row in ready}, _slots(answers))
    step = dt.timedelta()
    if answers["arrange"] == "sequence":
        step = dt.timedelta(minutes=answers["duration"] + (answers.get("break") or 0))
    placed = ready if step else ready[: answers.get("cap")]
    starts_at = answers["starts_at"]
    return Plan({row.pk: _interview(answers, row, zone, starts_at + step * n) for n, row in enumerate(placed)})


def _interview(
    answers: Mapping[str, Any], row: Application, zone: ZoneInfo, starts_at: dt.datetime | None
) -> Interview:
    length = dt.timedelta(minutes=answers["duration"])
    return Interview(
        application=row,
        kind=answers["kind"],
        format=answers["format"],
        starts_at=starts_at,
        ends_at=starts_at + length if starts_at else None,
        duration=answers["duration"],
        zone=zone.key,
        place=answers.get("place", ""),
        route=answers.get("route", ""),
        link=answers.get("link", ""),
        is_choice=starts_at is None,
        reminder=answers["reminder"],
        days_before=answers.get("days_before") or 1,
        short_notice=bool(answers.get("short_notice")),
    )


def _slots(answers: Mapping[str, Any]) -> list[Slot]:
    """A line's own number of places counts more than the one for all."""
    usual = answers.get("cap") or 1
    return [
        Slot(
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=span.minutes),
            cap=span.cap if span.cap > 1 else usual,
        )
        for start, span in answers["spans"]
    ]
