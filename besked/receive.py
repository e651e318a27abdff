"""Where an application is born: one road for the public form, the API, the command line and transfers."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from besked.access import SYSTEM, Actor
from besked.answers.promises import answer_by
from besked.lib.addresses import address_key
from besked.lib.fold import fold
from besked.lib.sortkeys import sort_key
from besked.messaging import outbox
from besked.messaging.compose import Composer, Rendered, letter_language
from besked.messaging.vocabulary import zone_of
from besked.messaging.writing import Writing, letter_to
from besked.models import Application, Candidate, Document, Event, Message, SearchDoc, Status, Tree, Vacancy
from besked.search import words


@dataclass(frozen=True, slots=True)
class Person:
    """Who applies, with cleaned values (see besked.lib)."""

    given_name: str
    family_name: str
    email: str
    language: str
    mobile: str = ""
    address: str = ""
    birth_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is in the store already."""

    kind: str
    name: str
    content_type: str
    size: int
    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Received:
    """The application, and whether it is new; False where the same person had applied before."""

    application: Application
    is_new: bool


def identity(person: Person) -> str:
    """What makes a second application to a vacancy the same one: address and name (couples may share an address)."""
    if not person.email:
        return f"id:{uuid.uuid4()}"
    return f"{address_key(person.email)}|{fold(f'{person.given_name} {person.family_name}')}"[:400]


def receive(
    vacancy: Vacancy,
    person: Person,
    *,
    letter: str = "",
    uploads: Sequence[Upload] = (),
    source: str = "careers",
    actor: Actor = SYSTEM,
    received_at: dt.datetime | None = None,
    tree: Tree | None = None,
    now: dt.datetime,
) -> Received:
    """Takes an application in, with its receipt, in one transaction; the vacancy must come with_texts().

    Nothing that is stored of anybody changes: a second application of the same person to the same vacancy is not
    stored, and the person is told so by mail (the page they see is the same, so that strangers learn nothing).
    """
    tree, marked = tree or Tree(), identity(person)
    candidate = _candidate(person, now)
    application = newborn(vacancy, candidate, person.language, received_at or now, tree, marked=marked, source=source)
    application.letter = letter
    # Whatever takes time is done before the transaction, which on SQLite holds up every other writer.
    receipt = _written(application, "receipt", tree, now)
    try:
        with transaction.atomic():
            candidate.save(force_insert=True)
            application.save(force_insert=True)
            _insert_beside(application, uploads, birth_event(application, actor, now, {"source": source}), now)
            receipt.leave(now)
    except IntegrityError:
        known = Application.objects.filter(vacancy=vacancy, identity=marked).select_related("candidate").first()
        if known is None:
            raise
        known.vacancy = vacancy
        _tell_again(known, letter, uploads, tree, now)
        return Received(known, is_new=False)
    return Received(application, is_new=True)


def _candidate(person: Person, now: dt.datetime) -> Candidate:
    return Candidate(
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        email_key=address_key(person.email) if person.email else "",
        mobile=person.mobile,
        address=person.address,
        birth_date=person.birth_date,
        language=person.language,
        created_at=now,
    )


def _insert_beside(application: Application, uploads: Sequence[Upload], birth: Event, now: dt.datetime) -> None:
    """What belongs to a new application: the first line of its history, its words, its documents."""
    birth.save(force_insert=True)
    SearchDoc(application=application, text=words(application)).save(force_insert=True)
    Document.objects.bulk_create(_document(application, upload, now) for upload in uploads)


def _tell_again(known: Application, letter: str, uploads: Sequence[Upload], tree: Tree, now: dt.datetime) -> None:
    """Tells somebody who had applied before that the first application counts."""
    if _same_again(known, letter, uploads):
        return
    with transaction.atomic():
        if not _told_today(known, now):
            _written(known, "already-applied", tree, now).leave(now)


def newborn(
    vacancy: Vacancy,
    candidate: Candidate,
    language: str,
    received_at: dt.datetime,
    tree: Tree,
    *,
    marked: str,
    source: str,
) -> Application:
    """An unsaved new application: status new, owed an answer by the day that is promised."""
    received = received_at.astimezone(zone_of(vacancy, tree)).date()
    return Application(
        vacancy=vacancy,
        candidate=candidate,
        status=Status.NEW,
        language=language,
        received_at=received_at,
        answer_by=answer_by(vacancy, received, tree),
        name_key=name_key(candidate, vacancy, tree),
        identity=marked,
        source=source,
    )


def name_key(candidate: Candidate, vacancy: Vacancy, tree: Tree) -> str:
    """The key by which lists sort names: family name first, in the organisation's language."""
    top = tree.organisation(vacancy.department_id)
    name = f"{candidate.family_name} {candidate.given_name}".strip()
    return sort_key(name, (top.language if top else "") or "en")


def birth_event(application: Application, actor: Actor, now: dt.datetime, particulars: dict[str, object]) -> Event:
    """The first line of an application's history, unsaved."""
    return Event(
        application=application,
        action="received",
        actor_kind=actor.kind,
        user=actor.user,
        at=now,
        before="",
        after=application.status,
        particulars=particulars,
    )


def _document(application: Application, upload: Upload, now: dt.datetime) -> Document:
    return Document(
        application=application,
        candidate=application.candidate,
        kind=upload.kind,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        key=upload.key,
        sha256=upload.sha256,
        created_at=now,
    )


def _same_again(application: Application, letter: str, uploads: Sequence[Upload]) -> bool:
    """Whether the very same came once more: a double click or a lost connection, and no reason for another mail."""
    had = Document.objects.filter(application=application).values_list("sha256", flat=True)
    return application.letter == letter and set(had) == {upload.sha256 for upload in uploads}


def _told_today(application: Application, now: dt.datetime) -> bool:
    """Whether the "we have it already" mail went in the last day: nobody can flood an address through the form."""
    # One submit at a time asks, or each of a hundred at once would find that nobody was told.
    Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    recent = Message.objects.filter(
        kind="already-applied", abouts__application=application, queued_at__gt=now - dt.timedelta(days=1)
    )
    return recent.exists()


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that is ready to be queued; none without an address, or where the template is silent."""

    composer: Composer
    letters: list[Rendered]

    def leave(self, now: dt.datetime) -> None:
        """Queues it, inside the caller's transaction."""
        if self.letters:
            outbox.queue(self.letters, self.composer, run=None, not_before=now)


def _written(application: Application, family: str, tree: Tree, now: dt.datetime) -> Written:
    """A letter to the applicant in their language; a new application isn't stored yet, but counted."""
    vacancy = application.vacancy
    composer = Composer(tree, [vacancy], None, now, arriving=0 if application.pk else 1)
    letter = letter_to(application, family, "", letter_language(application, vacancy))
    writing = Writing(composer, {}, {})
    leaves = bool(application.candidate.email) and not writing.text(letter).is_silent
    return Written(composer, [writing.render(letter)] if leaves else [])
