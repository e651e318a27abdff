"""The cast that every test shares: Anna administers, Bo recruits, Carla works elsewhere, Rune reads, Ida applies."""

import datetime as dt
import itertools
from typing import Any

from besked.access import Actor, actor_for
from besked.actions import BY_SLUG
from besked.acts import ACTS
from besked.models import (
    Application,
    Department,
    Membership,
    Reason,
    Run,
    SenderAddress,
    User,
    Vacancy,
    VacancyText,
)
from besked.receive import Person, receive
from besked.runs import Result

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # a Monday, 10:00 in Copenhagen
TITLES = {"da": "Lærer", "sv": "Lärare", "nb": "Lærer", "nl": "Leraar", "en": "Teacher"}
_count = itertools.count(1)


class Cast:
    """An organisation with two departments, its staff, one vacancy in five languages and two reasons."""

    def __init__(self) -> None:
        """Sets the stage."""
        self.organisation = department("Havnsund", country="DK", language="da", zone="Europe/Copenhagen")
        self.school = department("Lindevang Skole", self.organisation)
        self.care = department("Omsorg", self.organisation)
        SenderAddress.objects.create(department=self.organisation, address="job@havnsund.example", is_default=True)
        self.anna = user("anna", "complete", self.organisation)
        self.bo = user("bo", "mid", self.school)
        self.carla = user("carla", "mid", self.care)
        self.rune = user("rune", "reader", self.school)
        self.lise = user("lise", "limited", self.school)
        self.reason = Reason.objects.create(slug="others", labels={"en": "Others matched more closely"}, position=8)
        self.teacher = vacancy(self.school, self.bo)
        self.nurse = vacancy(self.care, self.carla)

    @property
    def bo_acts(self) -> Actor:
        """The recruiter, acting."""
        return actor_for(self.bo)

    @property
    def carla_acts(self) -> Actor:
        """The recruiter of another department, acting."""
        return actor_for(self.carla)

    @property
    def anna_acts(self) -> Actor:
        """The administrator, acting."""
        return actor_for(self.anna)


def department(name: str, parent: Department | None = None, **fields: Any) -> Department:
    """A department under another."""
    made = Department.objects.create(name=name, parent=parent, **fields)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def user(name: str, level: str, where: Department) -> User:
    """A member of staff, who signs in with name@havnsund.example and the password «sesam sesam»."""
    made = User.objects.create_user(
        f"{name}@havnsund.example", "sesam sesam", level=level, given_name=name.title(), family_name="Holm"
    )
    Membership.objects.create(user=made, department=where)
    return made


def vacancy(where: Department, owner: User, **fields: Any) -> Vacancy:
    """An open vacancy in five languages, with texts loaded."""
    number = next(_count)
    given = {"slug": f"teacher-{number}", "reference": f"2026-{number}", "deadline": dt.date(2026, 11, 30)} | fields
    made = Vacancy.objects.create(department=where, owner=owner, languages=list(TITLES), created_at=NOW, **given)
    VacancyText.objects.bulk_create(
        VacancyText(vacancy=made, language=code, title=title, advert="Come and teach.")
        for code, title in TITLES.items()
    )
    return Vacancy.objects.with_texts().get(pk=made.pk)


def applies(to: Vacancy, name: str = "Ida Ågård", language: str = "da", **fields: Any) -> Application:
    """Somebody applies; the receipt is queued."""
    given, _, family = name.partition(" ")
    email = fields.pop("email", f"{given.lower()}{next(_count)}@example.com")
    person = Person(given, family, email, language)
    received = receive(to, person, letter=fields.pop("letter", "I would like to."), now=fields.pop("now", NOW))
    if fields:
        Application.objects.filter(pk=received.application.pk).update(**fields)
    return Application.objects.select_related("candidate", "vacancy").get(pk=received.application.pk)


def act(slug: str, actor: Actor, applications: list[Application], **more: Any) -> Result:
    """Takes a further action or a small act, as every door does; `answers` and the like by keyword."""
    now, key = more.pop("now", NOW), more.pop("key", "")
    action = (BY_SLUG | ACTS)[slug](actor, more.pop("answers", None), now=now, **more)
    run = Run(slug=slug, user=actor.user, actor=actor.key, key=key, created_at=now, answers=action.given)
    return action.perform([application.pk for application in applications], run)
