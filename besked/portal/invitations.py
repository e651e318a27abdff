"""An invitation as the person who is invited sees it: how it stands, what can be answered, and until when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from django.db.models import Max
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.calendar import reading, seats
from besked.calendar.news import colleague
from besked.models import (
    Application,
    Event,
    Interview,
    InterviewQuerySet,
    InterviewState,
    Reply,
    RunState,
    Slot,
    Status,
    User,
)
from besked.portal.visits import Visit
from besked.portal.withdrawals import SECRET, returnable
from besked.selection import with_vacancies
from besked.undoing import WITHOUT_MESSAGE

AFTERWARDS = WITHOUT_MESSAGE  # for so long the page can still be read, and a withdrawal taken back
WITHDRAW = "withdraw"  # the fourth answer: it leads to a page of its own
ANSWERS: dict[str, Promise] = {
    Reply.ACCEPTED: _("Yes, I will attend"),
    Reply.NOT_ACCEPTED: _("No, I cannot attend"),
    Reply.OTHER_TIME: _("Contact me for new appointment"),
    WITHDRAW: _("Please withdraw my application"),
}


class Standing(StrEnum):
    """How an invitation stands, in the applicant's eyes."""

    OPEN = "open"  # it can be answered
    BEGUN = "begun"
    CANCELLED = "cancelled"
    TOLD = "told"  # the application was decided, and they know it
    WITHDRAWN = "withdrawn"
    LOST = "lost"  # they took their withdrawal back, but the time is gone


@dataclass(frozen=True)
class Invitation:
    """An interview, seen by whoever holds a link to it."""

    visit: Visit
    application: Application
    interview: Interview

    @property
    def standing(self) -> Standing:
        """How it stands. A decision that they don't know yet looks as if the interview alone were cancelled."""
        row, interview = self.application, self.interview
        if row.status == Status.WITHDRAWN:
            return Standing.WITHDRAWN
        if interview.state != InterviewState.CANCELLED and not interview.is_open(self.visit.now):
            return Standing.BEGUN
        if not row.is_open and not self._is_untold:
            return Standing.TOLD
        if interview.undone_at or interview.state == InterviewState.CANCELLED or not row.is_open:
            return Standing.LOST if self._is_lost else Standing.CANCELLED
        return Standing.OPEN

    @property
    def _is_untold(self) -> bool:
        """Whether no letter has told them: of a decision not yet, of a transfer never."""
        row = self.application
        return row.status == Status.TRANSFERRED or (row.status in SECRET and row.is_owed)

    @property
    def _is_lost(self) -> bool:
        run = self.interview.ended_by
        return run is not None and (run.slug, run.state) == ("withdraw", RunState.UNDONE)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to read: a day after the interview, or after the withdrawal."""
        end = self.application.decided_at if self.standing == Standing.WITHDRAWN else self._last_end
        return end is not None and end + AFTERWARDS <= self.visit.now

    @cached_property
    def _last_end(self) -> dt.datetime | None:
        """When the interview ends; while no time is chosen, the end of the last that was offered."""
        if self.interview.ends_at or not self.interview.is_choice:
            return self.interview.ends_at
        last: dt.datetime | None = Slot.objects.filter(run=self.interview.run_id).aggregate(end=Max("ends_at"))["end"]
        return last

    @property
    def has_time(self) -> bool:
        """Whether there is a time to show; a chosen one that was given up is none."""
        it = self.interview
        return it.starts_at is not None and not (it.is_choice and it.seat is None)

    @property
    def is_changed(self) -> bool:
        """Whether a colleague has changed it since they were invited."""
        moves = Event.objects.filter(application=self.application, action="move")
        return self.interview.revision > 1 and moves.filter(particulars__interview=self.interview.pk).exists()

    @property
    def reason(self) -> str:
        """Why the interview was cancelled, as far as a colleague said so."""
        return self.interview.cancel_reason

    @property
    def can_return(self) -> bool:
        """Whether it was their own withdrawal, and can still be taken back."""
        return self.application.pk in returnable([self.application], self.visit.now)

    @property
    def has_newer(self) -> bool:
        """Whether another interview of the same application lies ahead."""
        newer = reading.ahead([self.application.pk], self.visit.now).get(self.application.pk)
        return newer is not None and newer.pk != self.interview.pk

    @cached_property
    def days(self) -> list[tuple[dt.date, list[seats.Offer]]]:
        """The times to choose from, day by day, on the interview's clock; none where a time was set."""
        offers = seats.offered(self.interview, self.visit.now) if self.interview.is_choice else []
        zone = self.interview.tz
        return [
            (day, list(some)) for day, some in groupby(offers, lambda it: it.slot.starts_at.astimezone(zone).date())
        ]

    @property
    def answers(self) -> dict[str, Promise]:
        """What can be answered; where times are offered, choosing one of them is the yes."""
        return {key: words for key, words in ANSWERS.items() if key != Reply.ACCEPTED or not self.interview.is_choice}

    @property
    def said(self) -> Promise | None:
        """The last answer, in their own words; None while there is none."""
        return ANSWERS.get(self.interview.reply)

    def anew(self) -> "Invitation":
        """The same, as it stands by now."""
        row = Application.objects.select_related("candidate").get(pk=self.application.pk)
        (interview,) = reading.with_people(_rows().filter(pk=self.interview.pk))
        return Invitation(self.visit, with_vacancies([row])[0], interview)

    @property
    def contact(self) -> User:
        """Whom the answer goes to, and who can be asked."""
        return colleague(self.application, self.interview)

    @property
    def address(self) -> str:
        """The page, under the link that is used."""
        return self._below("portal-interview") or self.visit.address

    @property
    def calendar(self) -> str:
        """The file for a calendar."""
        return self._below("portal-interview-calendar") or reverse("portal-reply-calendar", args=[self.visit.token])

    @property
    def withdrawing(self) -> str:
        """The page that asks once more before an application is withdrawn."""
        if self.visit.link.purpose == "reply":
            return reverse("portal-reply-withdraw", args=[self.visit.token])
        return reverse("portal-withdraw", args=[self.visit.token, self.application.pk])

    def _below(self, name: str) -> str:
        """An address below an applicant's own page; none under the link of the invitation itself."""
        own = self.visit.link.purpose != "reply"
        return reverse(name, args=[self.visit.token, self.interview.pk]) if own else ""


def mailed(visit: Visit) -> Invitation | None:
    """The invitation whose link was mailed."""
    mine = [visit.application]
    return _among(visit, mine, _rows().filter(messages=visit.link.message_id, application=visit.application.pk))


def own(visit: Visit, pk: int) -> Invitation | None:
    """One of the interviews of the applications that an applicant's own page shows."""
    mine = visit.mine()
    return _among(visit, mine, _rows().filter(pk=pk, application__in=[row.pk for row in mine]))


def lost(visit: Visit, application: Application) -> Invitation | None:
    """The interview that a withdrawal cost, though the withdrawal was taken back."""
    newest = _rows().filter(application=application).order_by("-pk")[:1]
    found = _among(visit, [application], newest)
    # as it stands by now: the application was loaded before
    return found if found and found.anew().standing == Standing.LOST else None


def _rows() -> InterviewQuerySet:
    """Also those that were taken back: their link may have left before."""
    return Interview.objects.select_related("by", "slot", "ended_by")


def _among(visit: Visit, rows: Sequence[Application], found: InterviewQuerySet) -> Invitation | None:
    for interview in reading.with_people(found):
        row = next(row for row in rows if row.pk == interview.application_id)
        return Invitation(visit, row, interview)
    return None
