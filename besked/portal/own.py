"""The applicant's own page: how it stands, in plain words; what they can do; what else they applied for."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from besked.models import Application
from besked.portal.visits import Visit, by_link, context
from besked.portal.withdrawals import may_withdraw, returnable


@dataclass(frozen=True)
class Card:
    """One application as its applicant sees it."""

    application: Application
    can_withdraw: bool
    can_return: bool

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
    cards = [Card(row, may_withdraw(row), row.pk in back) for row in rows]
    more: dict[str, Any] = {
        "card": next(card for card in cards if card.application.pk == visit.application.pk),
        "others": [card for card in cards if card.application.pk != visit.application.pk],
        "trouble": words,
    }
    return render(request, "portal/own.html", context(request, visit) | more, status=status)
