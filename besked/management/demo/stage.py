"""Sets the stage: departments, staff and vacancies of the story become rows."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from besked.management.demo.history import ADVERT_DAYS
from besked.management.demo.people import spelled_plainly
from besked.management.demo.story import PLACES, STAFF, VACANCIES, Colleague, Opening, Place
from besked.management.demo.times import local_day, moment
from besked.management.demo.words import advert, title
from besked.models import (
    PRESETS,
    Department,
    Level,
    Membership,
    SenderAddress,
    Signature,
    Tree,
    User,
    Vacancy,
    VacancyText,
)

PASSWORD = "besked-demo"  # noqa: S105 -- the demo's own, printed when it starts


@dataclass(frozen=True)
class Stage:
    """The rows by the story's keys."""

    departments: dict[str, Department]
    staff: dict[str, User]
    vacancies: dict[str, Vacancy]
    tree: Tree


def set_stage(now: dt.datetime) -> Stage:
    """Write the rows; the organisation that `besked migrate` made becomes the root of the story."""
    departments: dict[str, Department] = {}
    for place in PLACES:
        departments[place.key] = _department(place, departments.get(place.parent))
    hashed = make_password(PASSWORD)
    staff = {key: _user(told, hashed, departments) for key, told in STAFF.items()}
    for opening in VACANCIES.values():
        _vacancy(opening, departments[opening.department], staff[opening.owner], now)
    made = {row.reference: row for row in Vacancy.objects.with_texts()}
    vacancies = {key: made[opening.reference] for key, opening in VACANCIES.items()}
    return Stage(departments, staff, vacancies, Tree())


def _department(place: Place, parent: Department | None) -> Department:
    """A department with the address its letters leave from; the root is there already."""
    there = None if parent else Department.objects.filter(parent=None).order_by("pk").first()
    row = there or Department(parent=parent)
    for name in ("name", "country", "language", "zone", "address", "about", "asks_address"):
        setattr(row, name, getattr(place, name))
    row.is_employer = bool(place.sender)
    row.save()
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    if place.sender:
        SenderAddress.objects.create(department=row, address=place.sender, name=place.name, is_default=True)
    return row


def _user(told: Colleague, hashed: str, departments: dict[str, Department]) -> User:
    given = {name: getattr(told, name) for name in ("given_name", "family_name", "title", "phone", "language", "level")}
    rights = sorted({*PRESETS[Level(told.level)], *told.rights})
    user = User.objects.create_user(told.email, rights=rights, **given)
    user.password = hashed
    user.save(update_fields=["password"])
    Membership.objects.bulk_create(Membership(user=user, department=departments[key]) for key in told.departments)
    Signature.objects.bulk_create(
        Signature(user=user, language=language, text=text) for language, text in told.signatures.items()
    )
    return user


def _vacancy(opening: Opening, department: Department, owner: User, now: dt.datetime) -> None:
    languages = opening.languages
    row = Vacancy.objects.create(
        slug=f"{slugify(spelled_plainly(title(opening.key, languages[0])))[:70]}-{opening.reference.lower()}",
        department=department,
        owner=owner,
        languages=languages,
        deadline=local_day(opening.key, now, opening.deadline),
        created_at=moment(opening.key, now, ADVERT_DAYS - opening.deadline, "06:30"),
        **{
            name: getattr(opening, name)
            for name in ("reference", "promise_days", "positions", "zone", "place", "criteria")
        },
    )
    VacancyText.objects.bulk_create(
        VacancyText(vacancy=row, language=code, title=title(opening.key, code), advert=advert(opening.key, code))
        for code in languages
    )
