"""Vacancies come to be and change: a slug that stays, texts per language, and promises that keep up with both."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from besked.access import Actor
from besked.answers.promises import renew
from besked.lib.fold import fold
from besked.models import Department, Tree, Vacancy, VacancyText
from besked.organisation import departments

# What moves the day by which an answer is promised.
PROMISING = ("deadline", "promise_days", "department_id")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a vacancy says: columns by their names, and (title, advert) by language."""

    columns: Mapping[str, Any]
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def create_vacancy(content: Announcement, actor: Actor, now: dt.datetime) -> Vacancy:
    """A new vacancy with its texts, loaded with_texts()."""
    first = content.columns["languages"][0]
    vacancy = Vacancy(created_at=now, **content.columns)
    with transaction.atomic():
        _insert(vacancy, content.texts[first][0])
        _write_texts(vacancy, content.texts)
    return Vacancy.objects.with_texts().get(pk=vacancy.pk)


def change_vacancy(vacancy: Vacancy, content: Announcement, tree: Tree) -> Vacancy:
    """Changes columns and texts; whoever waits is promised the day that follows from it. The slug stays."""
    with transaction.atomic():
        locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
        before = [getattr(locked, name) for name in PROMISING]
        for name, value in content.columns.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(content.columns))
        _write_texts(locked, content.texts)
        if before != [getattr(locked, name) for name in PROMISING]:
            renew(locked, tree)
    return Vacancy.objects.with_texts().get(pk=vacancy.pk)


def save_department(department: Department) -> Department:
    """Saves a department. Where that brings another country's holidays, whoever waits is promised another day.

    Raises Refused. A query or two for each vacancy in such a department, however many people wait there.
    """
    with transaction.atomic():
        before = Tree(list(Department.objects.select_for_update().order_by("pk")))
        countries = {pk: before.country(pk) for pk in before.by_id}
        saved = departments.save_department(department)
        after = Tree()
        abroad = [pk for pk, country in countries.items() if after.country(pk) != country]
        for vacancy in Vacancy.objects.filter(department__in=abroad).order_by("pk"):
            renew(vacancy, after)
    return saved


def _insert(vacancy: Vacancy, title: str) -> None:
    """Inserts under the first free slug; of two at once the second gets a random ending."""
    stem = fold(title).replace(" ", "-")[:70].strip("-") or "job"
    stem = stem if stem.isascii() else "job"
    taken = set(Vacancy.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    vacancy.slug = next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10**6))) if slug not in taken)
    try:
        with transaction.atomic():
            vacancy.save(force_insert=True)
    except IntegrityError:
        vacancy.slug = f"{stem}-{secrets.token_hex(4)}"
        vacancy.save(force_insert=True)


def _write_texts(vacancy: Vacancy, texts: Mapping[str, tuple[str, str]]) -> None:
    VacancyText.objects.bulk_create(
        [
            VacancyText(vacancy=vacancy, language=code, title=title, advert=advert)
            for code, (title, advert) in texts.items()
        ],
        update_conflicts=True,
        unique_fields=["vacancy", "language"],
        update_fields=["title", "advert"],
    )
