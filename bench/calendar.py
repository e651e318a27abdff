"""The calendar with 100 interviews in the database beside the calendar with 10,000: what is shown is the same.

Each page is measured against the bare list, in turns, once with few and once with many; the two ratios are compared.
"""

import argparse
import datetime as dt
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.desk import fill
from bench.figures import in_turns, noise, ratios, timed, verdict
from besked.desk.calendar.feed import token
from besked.management.statics import collect
from besked.models import Application, Attendance, Interview, Level, Membership, Run, User, Vacancy

FEW, MANY, PEOPLE, ROUNDS, GOAL = 100, 10_000, 4000, 40, 1.3
FLOOR = "bare list"
LATE, CHOOSING, OTHERS = 20, 20, 19
YEARS = 730


class Places:
    """Who looks, and at what."""

    def __init__(self) -> None:
        vacancy = Vacancy.objects.select_related("department").order_by("pk")[0]
        self.vacancy = vacancy.pk
        self.bo = User.objects.create_user("calendar@example.com", level=Level.MID, given_name="Bo")
        addresses = [f"calendar-{number}@example.com" for number in range(OTHERS)]
        self.others = [User.objects.create_user(address, level=Level.MID, given_name="Eva") for address in addresses]
        Membership.objects.create(user=self.bo, department=vacancy.department)
        self.run = Run.objects.create(
            slug="invite", user=self.bo, actor=f"user:{self.bo.pk}", created_at=timezone.now()
        )
        self.people = list(Application.objects.order_by("pk").values_list("pk", flat=True))
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(self.bo)

    def pages(self) -> dict[str, str]:
        """Name → address; the bare list first."""
        return {
            FLOOR: f"/bare/{self.vacancy}/",
            "list, one's own": "/calendar/",
            "list, everybody's": "/calendar/?recruiter=all",
            "list, a month": "/calendar/?period=month",
            "list, one answer": "/calendar/?recruiter=all&reply=awaiting",
            "week": "/calendar/?view=week",
            "month": "/calendar/?view=month&recruiter=all",
            "feed": f"/calendar/feed/{token(self.bo)}.ics",
        }

    def get(self, path: str) -> bytes:
        response = self.client.get(path)
        if response.status_code != 200:
            sys.exit(f"{path} answered {response.status_code}.")
        return bytes(response.content)

    def add(self, first: int, last: int, now: dt.datetime) -> None:
        """Interviews with these numbers: those that are shown, and from FEW on those far away in time."""
        rows = [self._interview(number, now) for number in range(first, last)]
        Interview.objects.bulk_create(rows, batch_size=1000)
        everybody = [self.bo, *self.others]
        whose = [self.bo if number < FEW else everybody[number % len(everybody)] for number in range(first, last)]
        attending = [Attendance(interview=row, user=user) for row, user in zip(rows, whose, strict=True)]
        Attendance.objects.bulk_create(attending, batch_size=1000)

    def _interview(self, number: int, now: dt.datetime) -> Interview:
        begins = _begins(number, now)
        return Interview(
            application_id=self.people[number % len(self.people)],
            run=self.run,
            by=self.bo if number < FEW else self.others[0],
            at=now,
            kind="interview1",
            format="phone",
            zone=settings.TIME_ZONE,
            duration=45,
            starts_at=begins,
            ends_at=begins + dt.timedelta(minutes=45) if begins else None,
            is_choice=begins is None,
        )


def _begins(number: int, now: dt.datetime) -> dt.datetime | None:
    """Of the first hundred some are over, some without a time, the rest ahead; one in twenty of the others has none."""
    if number < LATE:
        return now - dt.timedelta(days=1 + number % 10, minutes=number)
    if number < LATE + CHOOSING or (number >= FEW and number % 20 == 0):
        return None
    if number < FEW:
        return now + dt.timedelta(hours=2 + 9 * (number - LATE - CHOOSING), minutes=number)
    days = 60 + (number * 7919) % (YEARS - 60)
    return now + dt.timedelta(days=days if number % 2 else -days, minutes=number % 480)


def measured(places: Places, rounds: int) -> dict[str, list[float]]:
    """Seconds for each page, round by round."""
    asked = places.pages()
    ways = [lambda path=path: timed(lambda: places.get(path)) for path in asked.values()]
    in_turns(ways, 3)  # warm
    return dict(zip(asked, in_turns(ways, rounds), strict=True))


def line(name: str, few: Mapping[str, list[float]], many: Mapping[str, list[float]], places: Places) -> str:
    """How many bare lists each takes, and what one is of the other."""
    before, after = (statistics.median(ratios(found[name], found[FLOOR])) for found in (few, many))
    with CaptureQueriesContext(connection) as queries:
        places.get(places.pages()[name])
    middle = statistics.median(many[name]) * 1000
    judged = verdict(after / before, GOAL, unit=" ×")
    return f"{name:20}{middle:8.1f} ms{before:7.2f}{after:7.2f}{after / before:7.2f} ×{len(queries):5} SQL  {judged}"


def main(folder: Path, arguments: list[str]) -> None:
    """Measures with few, adds many, measures again."""
    parser = argparse.ArgumentParser(prog="python -m bench.place calendar", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    collect()
    fill(PEOPLE)
    settings.ROOT_URLCONF = "bench.bare"
    places, now = Places(), timezone.now()
    places.add(0, FEW, now)
    few = measured(places, given.rounds)
    places.add(FEW, MANY, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = measured(places, given.rounds)
    print(
        f"Calendar, {connection.vendor}, {FEW:,} and {MANY:,} interviews ({noise()}); bare lists each, and their ratio"
    )
    for name in places.pages():
        if name != FLOOR:
            print(line(name, few, many, places))
