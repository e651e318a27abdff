"""What the API answers with: one shape for each noun, built from loaded rows without further queries."""

import datetime as dt
from typing import Any

from ninja import Schema

from besked.models import Application, Candidate, Document, Event, Message, Note, Vacancy


class VacancyShape(Schema):
    """A vacancy. `title` is in the reader's language, else in its first."""

    id: int
    title: str
    titles: dict[str, str]
    text: dict[str, str]
    slug: str
    reference: str
    department: int
    department_name: str
    owner: int
    owner_email: str
    languages: list[str]
    deadline: dt.date | None
    promise_days: int
    positions: int
    zone: str
    place: str
    criteria: list[Any]
    is_public: bool
    state: str
    created_at: dt.datetime
    closed_at: dt.datetime | None


def vacancy_shape(row: Vacancy, today: dt.date) -> dict[str, Any]:
    """Needs with_texts()."""
    texts = list(row.texts.all())
    same = (
        "id", "slug", "reference", "languages", "deadline", "promise_days", "positions", "zone", "place", "criteria",
        "is_public", "created_at", "closed_at",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "title": row.title(),
        "titles": {text.language: text.title for text in texts},
        "text": {text.language: text.advert for text in texts},
        "department": row.department_id,
        "department_name": row.department.name,
        "owner": row.owner_id,
        "owner_email": row.owner.email,
        "state": str(row.state(today).value),
    }


class ApplicationShape(Schema):
    """An application. `owed` is whether the person still waits for an answer."""

    id: int
    vacancy: int
    candidate: int
    name: str
    email: str
    mobile: str
    status: str
    stage: str
    language: str
    received_at: dt.datetime
    decided_at: dt.datetime | None
    answered_at: dt.datetime | None
    answer_by: dt.date | None
    owed: bool
    owed_by: str
    offer_sent_at: dt.datetime | None
    rank: int | None
    rating: float | None
    round: int
    version: int
    letter: str
    source: str


def application_shape(row: Application) -> dict[str, Any]:
    """Needs the candidate."""
    same = (
        "id", "status", "stage", "language", "received_at", "decided_at", "answered_at", "answer_by", "owed_by",
        "offer_sent_at", "rank", "round", "version", "letter", "source",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "vacancy": row.vacancy_id,
        "candidate": row.candidate_id,
        "name": row.candidate.name,
        "email": row.candidate.email,
        "mobile": row.candidate.mobile,
        "owed": row.is_owed,
        "rating": None,  # comes with the panel's work
    }


class EventShape(Schema):
    """A line of the timeline. `actor` is user:5, applicant, system …; `by` is the name."""

    id: int
    application: int
    action: str
    actor: str
    by: str
    at: dt.datetime
    before: str
    after: str
    run: int | None
    particulars: dict[str, Any]


def event_shape(row: Event) -> dict[str, Any]:
    """Needs the user."""
    return {
        "id": row.pk,
        "application": row.application_id,
        "action": row.action,
        "actor": f"user:{row.user_id}" if row.user_id else row.actor_kind,
        "by": row.user.name if row.user else "",
        "at": row.at,
        "before": row.before,
        "after": row.after,
        "run": row.run_id,
        "particulars": {name: value for name, value in row.particulars.items() if name != "was"},
    }


class NoteShape(Schema):
    """A note."""

    id: int
    application: int
    author: int
    author_name: str
    text: str
    at: dt.datetime


def note_shape(row: Note) -> dict[str, Any]:
    """Needs the author."""
    return {
        "id": row.pk,
        "application": row.application_id,
        "author": row.author_id,
        "author_name": row.author.name,
        "text": row.text,
        "at": row.at,
    }


class MessageShape(Schema):
    """A message as it was frozen; links stay `{link:…}`, and sensitive bodies are empty."""

    id: int
    application: int | None
    applications: list[int]
    channel: str
    kind: str
    state: str
    to: str
    sender: str
    language: str
    subject: str
    body: str
    message_id: str
    not_before: dt.datetime
    not_after: dt.datetime | None
    sent_at: dt.datetime | None
    attempts: int
    reply: str
    run: int | None


def message_shape(row: Message) -> dict[str, Any]:
    """Needs the abouts."""
    about = [one.application_id for one in row.abouts.all()]
    same = (
        "id", "channel", "kind", "state", "to", "sender", "language", "subject", "message_id", "not_before",
        "not_after", "sent_at", "attempts", "reply",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "application": about[0] if about else None,
        "applications": about,
        "body": "" if row.is_sensitive else row.body,
        "run": row.run_id,
    }


class DocumentShape(Schema):
    """A document that came with an application, with the text that was read from it."""

    id: int
    application: int | None
    candidate: int
    kind: str
    name: str
    content_type: str
    size: int
    sha256: str
    text: str
    text_state: str
    pages: int
    created_at: dt.datetime


def document_shape(row: Document) -> dict[str, Any]:
    """Needs nothing else."""
    same = ("id", "kind", "name", "content_type", "size", "sha256", "text", "text_state", "pages", "created_at")
    return {name: getattr(row, name) for name in same} | {
        "application": row.application_id,
        "candidate": row.candidate_id,
    }


class CandidateShape(Schema):
    """A person, with the applications that the caller may see."""

    id: int
    given_name: str
    family_name: str
    name: str
    email: str
    email_proven: bool
    mobile: str
    address: str
    birth_date: dt.date | None
    language: str
    created_at: dt.datetime
    applications: list[int]


def candidate_shape(row: Candidate) -> dict[str, Any]:
    """Needs `seen`: the person's visible applications."""
    same = (
        "id",
        "given_name",
        "family_name",
        "name",
        "email",
        "mobile",
        "address",
        "birth_date",
        "language",
        "created_at",
    )
    return {name: getattr(row, name) for name in same} | {
        "email_proven": row.email_proven_at is not None,
        "applications": [application.pk for application in getattr(row, "seen", ())],
    }
