"""All that is kept beside one application, read in one statement: each further one would cost as much again.

Each row is a list in JSON, so that rows of every shape fit under each other. Rights were asked with the application.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from besked.desk.overview.titles import chosen
from besked.models import Application, Department, Document, Event, Message, Note, Reason, Tree, User

M = TypeVar("M", bound=Model)

_COLUMNS: Mapping[type[Model], frozenset[str]] = {
    Event: frozenset({"id", "application_id", "run_id", "action", "actor_kind", "user_id", "at", "particulars"}),
    Message: frozenset(
        {"id", "author_id", "channel", "state", "once", "subject", "queued_at", "not_before", "sent_at"}
    ),
    Note: frozenset({"id", "application_id", "author_id", "text", "at"}),
    Document: frozenset({"id", "application_id", "kind", "name", "size", "text", "text_state", "pages"}),
    Reason: frozenset({"id", "slug", "labels"}),
    Department: frozenset({"id", "parent_id", "country"}),
    User: frozenset({"id", "email", "given_name", "family_name"}),
}
_AUTHORS: Mapping[type[Model], str] = {Event: "user", Message: "author", Note: "author"}
_SQL = """
SELECT 'title', {array}(t.id, t.language, t.title) FROM besked_vacancytext t WHERE t.vacancy_id = %(vacancy)s
UNION ALL SELECT 'event', {array}({event}) FROM besked_event it
LEFT JOIN besked_user u ON u.id = it.user_id WHERE it.application_id = %(application)s
UNION ALL SELECT 'message', {array}({message}) FROM besked_about a JOIN besked_message it ON it.id = a.message_id
LEFT JOIN besked_user u ON u.id = it.author_id WHERE a.application_id = %(application)s
UNION ALL SELECT 'note', {array}({note}) FROM besked_note it
JOIN besked_user u ON u.id = it.author_id WHERE it.application_id = %(application)s
UNION ALL SELECT 'document', {array}({document}) FROM besked_document it WHERE it.application_id = %(application)s
UNION ALL SELECT 'reason', {array}({reason}) FROM besked_rejection r
JOIN besked_reason it ON it.id = r.reason_id WHERE r.application_id = %(application)s
UNION ALL SELECT 'department', {array}({department}) FROM (
WITH RECURSIVE above AS (SELECT id, parent_id, country FROM besked_department WHERE id = %(department)s
UNION SELECT d.id, d.parent_id, d.country FROM above JOIN besked_department d ON d.id = above.parent_id)
SELECT id, parent_id, country FROM above) it
UNION ALL SELECT 'other', {array}(1) WHERE EXISTS (
SELECT 1 FROM besked_application WHERE id <> %(application)s AND candidate_id IN (
SELECT id FROM besked_candidate WHERE id = %(candidate)s OR (email_key <> '' AND email_key = %(email_key)s)))
"""


class Dossier(NamedTuple):
    """What the statement found, each part by its number; people with their names alone, letters without their text."""

    title: str  # the vacancy's
    events: Sequence[Event]
    messages: Sequence[Message]
    notes: Sequence[Note]
    documents: Sequence[Document]
    reasons: Mapping[str, str]
    above: Tree  # the vacancy's department and those above it, as far as a country is inherited
    has_others: bool  # whether the person, or one with the same address, applied elsewhere, visible or not


def dossier(application: Application) -> Dossier:
    """One statement. The application comes with its vacancy and candidate."""
    vacancy, found = application.vacancy, _read(application)
    return Dossier(
        chosen({language: title for _id, language, title in sorted(found["title"])}, vacancy),
        _loaded(Event, found["event"]),
        _loaded(Message, found["message"]),
        _loaded(Note, found["note"]),
        _loaded(Document, found["document"]),
        {reason.slug: reason.label() for reason in _loaded(Reason, found["reason"])},
        Tree(_loaded(Department, found["department"])),
        "other" in found,
    )


def _read(application: Application) -> Mapping[str, list[Any]]:
    vacancy, person = application.vacancy, application.candidate
    keys: dict[str, Any] = {
        "application": application.pk,
        "vacancy": vacancy.pk,
        "department": vacancy.department_id,
        "candidate": person.pk,
        "email_key": person.email_key,
    }
    found: dict[str, list[Any]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), keys)
        for part, row in cursor.fetchall():
            found[part].append(json.loads(row))
    return found


@cache
def _statement(vendor: str) -> str:
    """In the words of one database."""
    columns = {model.__name__.lower(): _listed(model) for model in _COLUMNS if model is not User}
    return _SQL.format(array="json_array" if vendor == "sqlite" else "jsonb_build_array", **columns)


def _listed(model: type[Model]) -> str:
    people = [f"u.{name}" for name in _names(User) if model in _AUTHORS]
    return ", ".join([*(f"it.{name}" for name in _names(model)), *people])


@cache
def _names(model: type[Model]) -> list[str]:
    """The columns in the model's own order, as from_db() takes them; the number first."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in _COLUMNS[model]]


def _loaded(model: type[M], rows: Sequence[list[Any]]) -> list[M]:
    """As the model has them, in the order of their numbers; columns that were not asked for are fetched when used."""
    return [_row(model, row) for row in sorted(rows, key=lambda row: row[0])]


def _row(model: type[M], values: Sequence[Any]) -> M:
    names = _names(model)
    read = [_READERS[name](value) if name in _READERS else value for name, value in zip(names, values, strict=False)]
    one = model.from_db(DEFAULT_DB_ALIAS, names, read)
    if model in _AUTHORS:
        person = values[len(names) :]
        setattr(one, _AUTHORS[model], _row(User, person) if person[0] else None)
    return one


def _moment(text: str | None) -> dt.datetime | None:
    """As both databases write it; what bears no zone is UTC."""
    moment = dt.datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment


def _unpacked(value: Any) -> Any:
    """SQLite keeps JSON as a text within the text."""
    return json.loads(value) if isinstance(value, str) else value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("particulars", "labels"), _unpacked),
    **dict.fromkeys(("at", "queued_at", "not_before", "sent_at"), _moment),
}
