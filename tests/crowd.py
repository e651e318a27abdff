"""Many applicants at once: rows as `receive()` makes them, by bulk inserts, for tests and figures that need crowds."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max

from besked.lib.addresses import address_key
from besked.models import Application, Candidate, Event, SearchDoc, Tree, Vacancy
from besked.receive import newborn
from besked.search import words

GIVEN = ("Ida", "Bea", "Cleo", "Søren", "Åse", "Jørgen", "Maja", "Nils", "Freja", "Olof", "Sanne", "Pieter")
FAMILY = ("Ågård", "Berg", "Holm", "Østergaard", "van Dijk", "Sjöberg", "Nilsen", "Lund", "Bakker", "Dahl", "Krog")


def crowd(to: Vacancy, people: int, now: dt.datetime, languages: Sequence[str] = ("da",)) -> list[Application]:
    """So many new applications, in id order, the languages in turn. No receipts are written."""
    tree, first = Tree(), (Candidate.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    candidates = Candidate.objects.bulk_create(
        _candidate(first + place, languages[place % len(languages)], now) for place in range(people)
    )
    rows = Application.objects.bulk_create(
        newborn(to, one, one.language, now, tree, marked=one.email_key, source="careers") for one in candidates
    )
    Event.objects.bulk_create(
        Event(application=row, action="received", actor_kind="system", at=now, before="", after="new") for row in rows
    )
    SearchDoc.objects.bulk_create(SearchDoc(application=row, text=words(row)) for row in rows)
    return rows


def _candidate(number: int, language: str, now: dt.datetime) -> Candidate:
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)]
    email = f"person{number}@post.example"
    return Candidate(
        given_name=given,
        family_name=family,
        email=email,
        email_key=address_key(email),
        language=language,
        created_at=now,
    )
