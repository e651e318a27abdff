"""After inviting: who is invited to what, and when, as lines of the result page."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from besked.calendar import moments
from besked.models import Interview, Run


class Done(NamedTuple):
    """Somebody for whom it was done; `reason` where it was taken back since, `words` what they are invited to."""

    pk: int
    name: str
    reason: str
    words: str


def done(run: Run, ids: Sequence[int], known: Mapping[int, str], back: Collection[int]) -> list[Done]:
    """Those whose names may be known, in the order in which it was done."""
    words = _invited(run, ids) if run.slug == "invite" else {}
    return [Done(pk, known[pk], "undone" if pk in back else "", words.get(pk, "")) for pk in ids if pk in known]


def _invited(run: Run, ids: Sequence[int]) -> dict[int, str]:
    """First interview · Tuesday 24 November at 10:00: one query."""
    rows = Interview.objects.filter(run=run, application__in=list(ids))
    return {row.application_id: f"{row.get_kind_display()} · {_when(row)}" for row in rows}


def _when(interview: Interview) -> str:
    if interview.starts_at is None:
        return _("chooses a time")
    return moments.words(interview.starts_at, interview.zone, (get_language() or "en")[:2])
