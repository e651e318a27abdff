"""The applicant's own page: how it stands, in plain words; what they can do; what else they applied for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from besked.calendar import reading
from besked.models import Application, Event, Interview
from besked.portal.appointment import Appointment
from besked.portal.invitations import Invitation
from besked.portal.visits import Visit, by_link, context
from besked.portal.withdrawals import SECRET, may_withdraw, returnable


@dataclass(frozen=True)
class Card:
    """One application as its applicant sees it."""

    application: Application
    word: str  # how it stands
    can_withdraw: bool
    can_return: bool
    invitation: Appointment | None  # the interview ahead, if any

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self.application.is_owed and self.application.answer_by is not None


@by_link("GET", "HEAD")
def own(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Looking changes nothing, whoever or whatever looks."""
    return show(request, visit)


def show(request: HttpRequest, visit: Visit, words: str = "", status: int = 200) -> HttpResponse:
    """The page, with a sentence on top where something didn't work."""
    rows = visit.mine()
    back = returnable(rows, visit.now)
    ahead = reading.ahead([row.pk for row in rows if row.is_open], visit.now)
    words_of = _standing(rows)
    cards = [_card(visit, row, words_of[row.pk], row.pk in back, ahead.get(row.pk)) for row in rows]
    more: dict[str, Any] = {
        "card": next(card for card in cards if card.application.pk == visit.application.pk),
        "others": [card for card in cards if card.application.pk != visit.application.pk],
        "trouble": words,
    }
    return render(request, "portal/own.html", context(request, visit) | more, status=status)


def _standing(rows: Sequence[Application]) -> dict[int, str]:
    """How each stands, in their words. While a decision is not told, as it stood before: a word that changes tells."""
    untold = [row.pk for row in rows if row.status in SECRET and row.answered_at is None]
    changes = Event.objects.filter(application__in=untold).exclude(before=F("after")).order_by("pk") if untold else ()
    before = {event.application_id: event.before for event in changes}
    words = {row.pk: row.applicant_word for row in rows}
    return words | {pk: Application(status=status).applicant_word for pk, status in before.items() if status}


def _card(visit: Visit, row: Application, word: str, can_return: bool, ahead: Interview | None) -> Card:
    invitation = Appointment(Invitation(visit, row, ahead)) if ahead else None
    return Card(row, word, may_withdraw(row), can_return, invitation)
