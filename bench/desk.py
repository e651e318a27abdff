"""The desk's pages beside a bare list of fifty: server time alone, the client is in-process and signed in.

Where the database holds fewer applications than asked for, the missing ones are made up, 2,000 for each vacancy.
"""

import argparse
import os
import re
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import in_turns, noise, quartiles, ratios, timed, verdict
from besked.management.statics import collect
from besked.models import Application, Level, User, Vacancy

PER_VACANCY, ROUNDS, DEEP = 2000, 40, 40
FLOOR = "bare list"
# page → how many bare lists it may take at most, with 12,000 applications
GOALS = {"start": 2.0, "vacancy": 3.0, f"vacancy, page {DEEP}": 3.0, "application": 1.5, "search, one name": 2.3}


class Clients:
    """Signed in as the owner of the generated vacancies, an administrator; nobody on the bare list."""

    def __init__(self) -> None:
        self.nobody, self.staff = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
        self.staff.force_login(User.objects.filter(level=Level.COMPLETE, is_active=True).earliest("pk"))

    def get(self, path: str) -> HttpResponse:
        client = self.nobody if path.startswith("/bare/") else self.staff
        response = client.get(path, headers={"HX-Request": "true"} if "/pane/" in path else None)
        if response.status_code != 200:
            sys.exit(f"{path} answered {response.status_code}.")
        return response


def pages(clients: Clients, vacancy: Vacancy) -> dict[str, str]:
    """Name → address; the bare list first."""
    person = vacancy.applications.select_related("candidate").order_by("pk")[vacancy.applications.count() // 2]
    name, listed = person.candidate, f"/vacancies/{vacancy.pk}/"
    return {
        FLOOR: f"/bare/{vacancy.pk}/",
        "start": "/",
        "vacancies": "/vacancies/",
        "vacancy": listed,
        f"vacancy, page {DEEP}": listed + _deep(clients, listed),
        "vacancy, newest first": f"{listed}?sort=newest",
        "vacancy, by name": f"{listed}?sort=name",
        f"vacancy, by name, page {DEEP}": listed + _deep(clients, f"{listed}?sort=name"),
        "vacancy, two filters": f"{listed}?status=new&language={person.language}",
        "vacancy, search": f"{listed}?q={name.family_name}",
        "reading pane": f"{listed}pane/{person.pk}/",
        "application": f"/applications/{person.pk}/",
        "application, from its list": f"/applications/{person.pk}/?list=status%3Dnew",
        "search, one name": f"/search/?q={name.family_name}",
        "search, both names": f"/search/?q={name.given_name}+{name.family_name}",
        "search, nobody": "/search/?q=nobodyiscalledso",
    }


def _deep(clients: Clients, path: str) -> str:
    """The query string of page DEEP, or of the last page there is, found as people find it."""
    listed, _, query = path.partition("?")
    for _ in range(DEEP - 1):
        found = re.search(r'rel="next" href="\?([^"]+)"', clients.get(f"{listed}?{query}").content.decode())
        if not found:
            break
        query = found[1].replace("&amp;", "&")
    return f"?{query}"


def line(name: str, path: str, clients: Clients, found: Mapping[str, list[float]]) -> str:
    """Milliseconds, how many bare lists, statements and size of one page."""
    with CaptureQueriesContext(connection) as queries:
        size = len(clients.get(path).content)
    ratio = statistics.median(ratios(found[name], found[FLOOR]))
    goal = verdict(ratio, GOALS[name], unit="") if name in GOALS else ""
    middle = quartiles(found[name])[1] * 1000
    return f"{name:28}{middle:8.1f} ms{ratio:8.2f} ×{len(queries):5} SQL{size / 1000:8.1f} kB  {goal}".rstrip()


def fill(missing: int) -> None:
    """Makes up as many applications as are missing."""
    if missing > 0:
        vacancies = max(missing // PER_VACANCY, 1)
        with Path(os.devnull).open("w") as nowhere:
            call_command("generate", vacancies=vacancies, applications=missing, stdout=nowhere)


def main(folder: Path, arguments: list[str]) -> None:
    """Fills the database, measures in turns, prints a line for each page."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("applications", type=int, nargs="?", default=12_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    collect()
    fill(given.applications - Application.objects.count())
    settings.ROOT_URLCONF = "bench.bare"
    clients = Clients()
    asked = pages(clients, Vacancy.objects.order_by("pk")[Vacancy.objects.count() // 2])
    ways = [lambda path=path: timed(lambda: clients.get(path)) for path in asked.values()]
    in_turns(ways, 2)  # warm
    found = dict(zip(asked, in_turns(ways, given.rounds), strict=True))
    print(f"Pages, {connection.vendor}, {Application.objects.count():,} applications ({noise()})")
    for name, path in asked.items():
        print(line(name, path, clients, found))
