"""Links as they leave in letters, and what their holders do with them."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from besked.messaging import links
from besked.models import Application, Interview, Link, Message, Slot
from tests.cast import NOW, Cast, act


@dataclass(frozen=True)
class Mailed:
    """An application and the link that left in its receipt."""

    application: Application
    link: Link
    token: str

    @property
    def page(self) -> str:
        return f"/me/{self.token}/"

    @property
    def withdrawing(self) -> str:
        return f"{self.page}{self.application.pk}/withdraw/"

    @property
    def returning(self) -> str:
        return f"{self.page}{self.application.pk}/return/"

    def press(self, client: Client, where: str, **fields: Any):
        """Loads the page and sends its form back, as a person does."""
        seal = client.get(self.page).context["visit"].seal
        return client.post(where, {"seal": seal, **fields})

    def again(self) -> Application:
        return Application.objects.select_related("candidate").get(pk=self.application.pk)


def mailed(application: Application) -> Mailed:
    """The receipt leaves, and its link with it."""
    message = Message.objects.get(applications=application, kind="receipt")
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW)
    (row,) = links.rows([message], NOW, {message.pk: application.pk})
    row.save()
    return Mailed(application, row, links.token(message.message_id, "proof"))


TALK: dict[str, Any] = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
    "route": "Gate 2",
    "reminder": "email",
    "days_before": 2,
}
TIMES = {"arrange": "slots", "slots": ["1/12 10:00-11:30 every 45", "2/12 9:00-9:45"], "date": "", "time": ""}


@dataclass(frozen=True)
class Invited:
    """An invitation, and the link that left in its letter."""

    application: Application
    interview: Interview
    link: Link
    token: str

    @property
    def page(self) -> str:
        return f"/reply/{self.token}/"

    @property
    def withdrawing(self) -> str:
        return f"{self.page}withdraw/"

    @property
    def returning(self) -> str:
        return f"{self.page}return/"

    @property
    def slots(self) -> list[Slot]:
        return list(Slot.objects.filter(run=self.interview.run_id).order_by("starts_at"))

    def form(self, client: Client, page: str = "") -> dict[str, Any]:
        """The hidden fields of the page, as a person gets them."""
        context = client.get(page or self.page).context
        return {"seal": context["visit"].seal, "revision": context["interview"].revision}

    def press(self, client: Client, where: str = "", **fields: Any):
        """Loads the page and sends its form back, as a person does."""
        return client.post(where or self.page, {**self.form(client), **fields})

    def again(self) -> Interview:
        return Interview.objects.select_related("application").get(pk=self.interview.pk)


def invite(cast: Cast, application: Application, **more: Any) -> Invited:
    """Bo invites them, and the letter leaves."""
    now = more.pop("now", NOW)
    act("invite", cast.bo_acts, [application], answers=TALK | more, now=now)
    interview = Interview.objects.get(application=application)
    return letter_of(interview)


def letter_of(interview: Interview) -> Invited:
    """The first letter of an interview leaves, and its link with it."""
    message = Message.objects.filter(interview=interview, kind__in=["invitation", "choose-time"]).earliest("pk")
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW)
    rows = links.rows([message], NOW, {message.pk: interview.application_id})
    row = next(row for row in rows if row.purpose == "reply")
    row.save()
    return Invited(interview.application, interview, row, links.token(message.message_id, "reply"))
