"""The applications come in, by the same road as from the public form, each at its own time."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import pypdfium2

from besked.documents.extract import extract_text
from besked.documents.kinds import FileKind
from besked.documents.store import path_for, save
from besked.management.demo.cvs import cv_name, cv_pdf
from besked.management.demo.stage import Stage
from besked.management.demo.steps import Applied
from besked.management.demo.times import received_at
from besked.models import Application, Candidate, Document, DocumentKind, TextState
from besked.receive import Person, Upload, receive
from besked.search import index

Key = tuple[int, str]
"""A person's number and a vacancy's key: what names an application in the story."""


def key_of(applied: Applied) -> Key:
    """Return what names this application."""
    return applied.person.number, applied.vacancy


def keep_cvs(told: Sequence[Applied], now: dt.datetime) -> dict[Key, Upload]:
    """Set the CVs and put them into the file store; before the transaction, as with any upload."""
    uploads = {}
    for applied in told:
        if applied.has_cv:
            kept = save(io.BytesIO(cv_pdf(applied.person, applied.vacancy, received_at(applied, now).date())))
            uploads[key_of(applied)] = Upload(
                DocumentKind.CV, cv_name(applied.person), "application/pdf", kept.size, kept.key, kept.sha256
            )
    return uploads


def take_in(stage: Stage, told: Sequence[Applied], uploads: Mapping[Key, Upload], now: dt.datetime) -> dict[Key, int]:
    """Receive everybody in the order in which they came; return the ids of their applications."""
    ids: dict[Key, int] = {}
    known: dict[int, Candidate] = {}
    for applied in sorted(told, key=lambda one: received_at(one, now)):
        application = _receive(stage, applied, uploads, received_at(applied, now))
        ids[key_of(applied)] = application.pk
        first = known.setdefault(applied.person.number, application.candidate)
        if first is not application.candidate:
            _join(application, first)
    return ids


def read_cvs() -> None:
    """Read all CVs at once: they are our own and need no reader kept apart, as a stranger's file does."""
    documents = list(Document.objects.filter(text_state=TextState.PENDING))
    for document in documents:
        path = path_for(document.key)
        with pypdfium2.PdfDocument(path) as pages:
            document.pages = len(pages)
        document.text, document.text_state = extract_text(FileKind.PDF, path), TextState.DONE
    Document.objects.bulk_update(documents, ["text", "text_state", "pages"], batch_size=200)
    index([document.application_id for document in documents if document.application_id])


def _receive(stage: Stage, applied: Applied, uploads: Mapping[Key, Upload], at: dt.datetime) -> Application:
    vacancy, person = stage.vacancies[applied.vacancy], applied.person
    return receive(
        vacancy,
        Person(
            person.given_name,
            person.family_name,
            person.email,
            person.language,
            person.mobile,
            person.address if vacancy.department.asks_address else "",
        ),
        letter=applied.letter,
        uploads=[uploads[key_of(applied)]] if applied.has_cv else [],
        tree=stage.tree,
        now=at,
    ).application


def _join(application: Application, first: Candidate) -> None:
    """Somebody who applied before followed the mailed link: both applications are one person's."""
    doubled = application.candidate
    Document.objects.filter(candidate=doubled).update(candidate=first)
    Application.objects.filter(pk=application.pk).update(candidate=first)
    Candidate.objects.filter(pk=first.pk).update(email_proven_at=application.received_at)
    doubled.delete()
