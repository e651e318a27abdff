"""Made-up applications in any number, to try the size: the same ones for the same seed, all new, nothing queued."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection, transaction

from besked.access import SYSTEM
from besked.answers.tally import recount
from besked.management.demo.people import spelled_plainly
from besked.management.inserting import Table, columns, reserve
from besked.messaging.compose import Composer
from besked.messaging.writing import Writing, letter_to
from besked.models import (
    LANGUAGES,
    PRESETS,
    About,
    Application,
    Candidate,
    Department,
    Event,
    Level,
    Membership,
    Message,
    MessageState,
    SearchDoc,
    Tree,
    User,
    Vacancy,
    VacancyText,
)
from besked.receive import birth_event, newborn
from besked.search import words

CHUNK = 5000
NAMES = tomllib.loads((Path(__file__).parent / "demo" / "words" / "names.toml").read_text(encoding="utf-8"))
JOBS = {
    "da": ("Lærer", "Sygeplejerske", "Udvikler", "Sagsbehandler", "Pædagog", "Projektleder"),
    "sv": ("Lärare", "Sjuksköterska", "Utvecklare", "Handläggare", "Förskollärare", "Projektledare"),
    "nb": ("Lærer", "Sykepleier", "Utvikler", "Saksbehandler", "Barnehagelærer", "Prosjektleder"),
    "nl": ("Leraar", "Verpleegkundige", "Ontwikkelaar", "Beleidsmedewerker", "Pedagoog", "Projectleider"),
    "en": ("Teacher", "Nurse", "Developer", "Case officer", "Nursery teacher", "Project manager"),
}
SENTENCES = (
    "I have done this work for some years and would like to do it with you.",
    "What I read about your team sounds like a place where people listen.",
    "I am used to shifts, to plans that change, and to explaining things twice.",
    "In my spare time I sing in a choir and repair bicycles.",
    "I can start after the summer, and earlier if it helps.",
    "My last manager will gladly tell you more about me.",
)


def generate(vacancies: int, applications: int, seed: int, now: dt.datetime) -> list[int]:
    """Makes that many vacancies, and applications spread evenly over them; returns the vacancies' ids."""
    random = Random(seed)  # noqa: S311 -- made-up people, no secrets
    made = _vacancies(vacancies, seed, now)
    numbers = range(applications)
    for start in range(0, applications, CHUNK):
        _write(made, numbers[start : start + CHUNK], applications, random, now)
    recount(now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [vacancy.pk for vacancy in made]


def _vacancies(count: int, seed: int, now: dt.datetime) -> list[Vacancy]:
    owner, department = _owner(), Department.objects.filter(parent=None).earliest("pk")
    first = Vacancy.objects.count() + 1
    rows = [
        Vacancy(
            slug=f"generated-{seed}-{number}",
            reference=f"G{seed}-{number}",
            department=department,
            owner=owner,
            languages=list(LANGUAGES),
            deadline=now.date() + dt.timedelta(days=7 + number % 21),
            created_at=now - dt.timedelta(days=40),
        )
        for number in range(first, first + count)
    ]
    with transaction.atomic():
        made = Vacancy.objects.bulk_create(rows)
        VacancyText.objects.bulk_create(
            VacancyText(vacancy=row, language=code, title=f"{titles[place % 6]} {row.reference}", advert=SENTENCES[1])
            for place, row in enumerate(made)
            for code, titles in JOBS.items()
        )
    return list(Vacancy.objects.with_texts().filter(pk__in=[row.pk for row in made]).order_by("pk"))


def _owner() -> User:
    """The first administrator; where there is none yet, one who can't sign in."""
    found = User.objects.filter(level=Level.COMPLETE, is_active=True).order_by("pk").first()
    if found is None:
        rights = sorted(PRESETS[Level.COMPLETE])
        found = User.objects.create_user("generated@besked.example", level=Level.COMPLETE, rights=rights)
        Membership.objects.create(user=found, department=Department.objects.filter(parent=None).earliest("pk"))
    return found


def _write(made: Sequence[Vacancy], numbers: range, total: int, random: Random, now: dt.datetime) -> None:
    """One chunk: people, applications, their birth, their words, and the receipts that they were sent."""
    tree = Tree()
    with transaction.atomic():
        people = list(_people(numbers, random, now))
        _number(people)
        rows = [
            _application(made[number % len(made)], person, number, total, tree, now)
            for number, person in zip(numbers, people, strict=True)
        ]
        for row in rows:
            row.letter = "\n\n".join(random.sample(SENTENCES, 3))
        _number(rows)
        Table(Candidate).insert(map(columns, people))
        Table(Application).insert(map(columns, rows))
        _births(rows)
        Table(SearchDoc).insert({"application_id": row.pk, "text": words(row)} for row in rows)
        _receipts(rows, made, tree, now)


def _number(rows: Sequence[Candidate] | Sequence[Application]) -> None:
    for row, pk in zip(rows, reserve(type(rows[0]), len(rows)), strict=True):
        row.pk = pk


def _births(rows: Sequence[Application]) -> None:
    """The first line of each history: the same but for whom and when."""
    ids = reserve(Event, len(rows))
    alike = columns(birth_event(rows[0], SYSTEM, rows[0].received_at, {"source": "generated"}))
    Table(Event).insert(
        alike | {"id": pk, "application_id": row.pk, "at": row.received_at} for pk, row in zip(ids, rows, strict=True)
    )


def _people(numbers: range, random: Random, now: dt.datetime) -> Iterator[Candidate]:
    """People with names of the communities that the demo has, too."""
    first = Candidate.objects.count()
    shares = {code: (list(given), list(given.values())) for code, given in NAMES["shares"].items()}
    languages = random.choices(LANGUAGES, (40, 20, 20, 12, 8), k=len(numbers))
    for place, language in enumerate(languages, first):
        community = NAMES[random.choices(*shares[language])[0]]
        given, family = random.choice(community["given"]), random.choice(community["family"])
        plain = ".".join(spelled_plainly(f"{given} {family}").lower().split())
        email = f"{plain}.{place}@post.example"[-254:]
        yield Candidate(
            given_name=given, family_name=family, email=email, email_key=email, language=language, created_at=now
        )


def _application(
    vacancy: Vacancy, person: Candidate, number: int, total: int, tree: Tree, now: dt.datetime
) -> Application:
    """Applications came in evenly over the last thirty days."""
    received = now - dt.timedelta(days=30) + dt.timedelta(days=30) * number / total
    marked = f"{person.email}|generated"
    return newborn(vacancy, person, person.language, received, tree, marked=marked, source="generated")


def _receipts(rows: Sequence[Application], made: Sequence[Vacancy], tree: Tree, now: dt.datetime) -> None:
    """The receipts as they would have left, recorded as sent."""
    writing = Writing(Composer(tree, made, None, now), {}, {})
    ids = reserve(Message, len(rows))
    Table(Message).insert(_receipt(pk, row, writing) for pk, row in zip(ids, rows, strict=True))
    abouts = zip(reserve(About, len(rows)), ids, rows, strict=True)
    Table(About).insert({"id": pk, "message_id": message, "application_id": row.pk} for pk, message, row in abouts)


def _receipt(pk: int, row: Application, writing: Writing) -> dict[str, Any]:
    rendered = writing.render(letter_to(row, "receipt", "", row.language))
    return {
        "id": pk,
        "department_id": row.vacancy.department_id,
        "kind": "receipt",
        "state": MessageState.SENT,
        "to": row.candidate.email,
        "to_name": row.candidate.name,
        "sender": rendered.text.sender,
        "language": row.language,
        "subject": rendered.subject[:250],
        "body": rendered.body,
        "message_id": f"<generated.{row.pk}@besked.example>",
        "queued_at": row.received_at,
        "not_before": row.received_at,
        "sent_at": row.received_at,
        "attempts": 1,
        "reply": "Generated, never sent.",
    }
