"""The applicant's own page: how it stands, in plain words; what they can do; what else they applied for."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from besked.calendar import reading
from besked.models import Application, Interview
from besked.portal.appointment import Appointment
from besked.portal.invitations import Invitation
from besked.portal.visits import Visit, by_link, context
from besked.portal.withdrawals import may_withdraw, returnable


@dataclass(frozen=True)
class Card:
    """One application as its applicant sees it."""

    application: Application
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
    cards = [_card(visit, row, row.pk in back, ahead.get(row.pk)) for row in rows]
    more: dict[str, Any] = {
        "card": next(card for card in cards if card.application.pk == visit.application.pk),
        "others": [card for card in cards if card.application.pk != visit.application.pk],
        "trouble": words,
    }
    return render(request, "portal/own.html", context(request, visit) | more, status=status)


def _card(visit: Visit, row: Application, can_return: bool, ahead: Interview | None) -> Card:
    invitation = Appointment(Invitation(visit, row, ahead)) if ahead else None
    return Card(row, may_withdraw(row), can_return, invitation)
