"""Applications: listed, taken in, ranked, with their notes, events, messages and documents."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from besked.access import visible_to
from besked.api.applying import BODY, taken_in
from besked.api.bodies import ApplicationChange, ApplicationsAsked, NoteBody, PageAsked
from besked.api.kinds import Id
from besked.api.lists import demand, fetch, listed
from besked.api.shapes import (
    ApplicationShape,
    DocumentShape,
    EventShape,
    MessageShape,
    NoteShape,
    application_shape,
    document_shape,
    event_shape,
    message_shape,
    note_shape,
)
from besked.lib.text import clean_line
from besked.models import Application, Document, Event, Message, Note, Right, Vacancy
from besked.search import within
from besked.web.forms import Prose
from besked.web.http import StaffRequest
from besked.web.problems import against_rules

router = Router(tags=["Applications"])


class Applications(Schema):
    """A page of applications."""

    items: list[ApplicationShape]
    next: str | None


class Notes(Schema):
    """A page of notes."""

    items: list[NoteShape]
    next: str | None


class Events(Schema):
    """A page of the timeline."""

    items: list[EventShape]
    next: str | None


class Messages(Schema):
    """A page of messages."""

    items: list[MessageShape]
    next: str | None


class Documents(Schema):
    """A page of documents."""

    items: list[DocumentShape]
    next: str | None


@router.get("/vacancies/{id}/applications", response=Applications, summary="Applications to a vacancy")
def of_vacancy(request: StaffRequest, id: Id, asked: Query[ApplicationsAsked]) -> dict[str, Any]:
    """By arrival, filtered as on the vacancy page."""
    vacancy = fetch(request.actor, Vacancy.objects.all(), id)
    rows = Application.objects.filter(vacancy=vacancy).select_related("candidate")
    return listed(request, _filtered(vacancy.pk, rows, asked), ("received_at", "id"), application_shape, asked)


def _filtered(vacancy: int, rows: QuerySet[Application], asked: ApplicationsAsked) -> QuerySet[Application]:
    if asked.status:
        rows = rows.filter(status=asked.status)
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    if asked.rank:
        rows = rows.filter(rank=int(asked.rank))
    if asked.owed:
        rows = rows.filter(answered_at__isnull=asked.owed == "true")
    words = clean_line(asked.q)
    return within(vacancy, rows, words) if words else rows


@router.post(
    "/vacancies/{id}/applications",
    response={200: ApplicationShape, 201: ApplicationShape},
    summary="Somebody applies",
    openapi_extra={"requestBody": BODY},
)
def apply(request: StaffRequest, id: Id) -> Status[Any]:
    """A receipt goes out as from the public form. Whoever has applied already: 200, with that application."""
    vacancy = fetch(request.actor, Vacancy.objects.with_texts(), id)
    demand(request.actor, Right.ADD_CANDIDATES)
    received = taken_in(request, vacancy, timezone.now())
    return Status(201 if received.is_new else 200, application_shape(received.application))


@router.get("/applications/{id}", response=ApplicationShape, summary="An application")
def application(request: StaffRequest, id: Id) -> dict[str, Any]:
    """One application."""
    return application_shape(_one(request, id))


@router.patch("/applications/{id}", response=ApplicationShape, summary="Rank an application")
def rank(request: StaffRequest, id: Id, body: ApplicationChange) -> dict[str, Any]:
    """1, 2, 3, or null to take the ranking away."""
    row = _one(request, id)
    demand(request.actor, Right.HANDLE)
    Application.objects.filter(pk=row.pk).update(rank=body.rank)
    row.rank = body.rank
    return application_shape(row)


@router.get("/applications/{id}/notes", response=Notes, summary="Notes by colleagues")
def notes(request: StaffRequest, id: Id, asked: Query[PageAsked]) -> dict[str, Any]:
    """The oldest first."""
    rows = Note.objects.filter(application=_one(request, id)).select_related("author")
    return listed(request, rows, ("id",), note_shape, asked)


@router.post("/applications/{id}/notes", response={201: NoteShape}, summary="Write a note")
def note(request: StaffRequest, id: Id, body: NoteBody) -> Status[Any]:
    """For colleagues; the applicant may ask to see it."""
    row = _one(request, id)
    demand(request.actor, Right.HANDLE)
    text = Prose().to_python(body.text)
    if not text:
        raise against_rules([{"field": "text", "message": _("Write something first.")}])
    made = Note.objects.create(application=row, author=request.user, text=text, at=timezone.now())
    return Status(201, note_shape(made))


@router.get("/applications/{id}/events", response=Events, summary="The timeline")
def events(request: StaffRequest, id: Id, asked: Query[PageAsked]) -> dict[str, Any]:
    """The oldest first."""
    rows = Event.objects.filter(application=_one(request, id)).select_related("user")
    return listed(request, rows, ("id",), event_shape, asked)


@router.get("/applications/{id}/messages", response=Messages, summary="What was written to the applicant")
def messages(request: StaffRequest, id: Id, asked: Query[PageAsked]) -> dict[str, Any]:
    """The oldest first."""
    rows = Message.objects.filter(abouts__application=_one(request, id)).prefetch_related("abouts")
    return listed(request, rows, ("id",), message_shape, asked)


@router.get("/applications/{id}/documents", response=Documents, summary="Documents")
def documents(request: StaffRequest, id: Id, asked: Query[PageAsked]) -> dict[str, Any]:
    """Each with the text that was read from it."""
    rows = Document.objects.filter(application=_one(request, id))
    return listed(request, rows, ("id",), document_shape, asked)


@router.get("/owed", response=Applications, summary="Who is owed an answer")
def owed(request: StaffRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Whoever has waited longest comes first."""
    rows = visible_to(request.actor, Application.objects.owed().select_related("candidate"))
    return listed(request, rows, ("received_at", "id"), application_shape, asked)


def _one(request: StaffRequest, pk: int) -> Application:
    return fetch(request.actor, Application.objects.select_related("candidate"), pk)
