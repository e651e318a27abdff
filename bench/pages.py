"""How long the desk's pages take beside a bare list: `python -m bench.pages 12000`, on the database of DATABASE_URL.

Without DATABASE_URL and BESKED_DATA_DIR a folder is made and thrown away. Where the database holds fewer applications
than asked for, the missing ones are made up, 2,000 for each vacancy. Server time alone: the client is in-process.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import django

PER_VACANCY, ROUNDS, DEEP = 2000, 40, 40


@dataclass(frozen=True)
class Figure:
    """One page: milliseconds, medians over the rounds; `ratio` is the median of the rounds' ratios to the bare list."""

    name: str
    ms: float
    ratio: float
    queries: int
    size: int


def measure(applications: int, rounds: int = ROUNDS) -> list[Figure]:
    """The figures of all pages, the bare list first. Needs Django set up and the tables migrated."""
    from besked.models import Application, Vacancy  # noqa: PLC0415 -- models load once Django is set up

    _fill(applications - Application.objects.count())
    client = _Clients()
    vacancy = Vacancy.objects.order_by("pk")[Vacancy.objects.count() // 2]
    pages = _pages(client, vacancy)
    for path in pages.values():
        _get(client, path)
    times = [_round(client, pages, random.Random(number)) for number in range(rounds)]  # noqa: S311 -- only an order
    return [_figure(client, name, path, times) for name, path in pages.items()]


def _fill(missing: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- see above

    if missing > 0:
        vacancies = max(missing // PER_VACANCY, 1)
        with Path(os.devnull).open("w") as nowhere:
            call_command("generate", vacancies=vacancies, applications=missing, stdout=nowhere)


class _Clients:
    """Signed in as the owner of the generated vacancies, an administrator; nobody on the bare list."""

    def __init__(self):
        from django.test import Client  # noqa: PLC0415 -- see above

        from besked.models import Level, User  # noqa: PLC0415

        self.nobody, self.staff = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
        self.staff.force_login(User.objects.filter(level=Level.COMPLETE, is_active=True).order_by("pk").first())

    def get(self, path: str):
        if path.startswith("/bare/"):
            return self.nobody.get(path)
        return self.staff.get(path, headers={"HX-Request": "true"} if "/pane/" in path else None)


def _pages(client, vacancy) -> Mapping[str, str]:
    """Name → address; the bare list first."""
    person = vacancy.applications.select_related("candidate").order_by("pk")[1000 % vacancy.applications.count()]
    name, listed = person.candidate, f"/vacancies/{vacancy.pk}/"
    return {
        "bare list": f"/bare/{vacancy.pk}/",
        "start": "/",
        "vacancies": "/vacancies/",
        "vacancy": listed,
        f"vacancy, page {DEEP}": listed + _deep(client, listed),
        "vacancy, newest": f"{listed}?sort=newest",
        "vacancy, by name": f"{listed}?sort=name",
        f"vacancy, by name, page {DEEP}": listed + _deep(client, f"{listed}?sort=name"),
        "vacancy, new ones": f"{listed}?status=new&language={person.language}",
        "vacancy, search": f"{listed}?q={name.family_name}",
        "reading pane": f"{listed}pane/{person.pk}/",
        "application": f"/applications/{person.pk}/",
        "search, one name": f"/search/?q={name.family_name}",
        "search, both names": f"/search/?q={name.given_name}+{name.family_name}",
    }


def _deep(client, path: str) -> str:
    """The query string of page DEEP, or of the last page there is, found as people find it."""
    query = ""
    for _ in range(DEEP - 1):
        text = client.get(path + query if not query else path.partition("?")[0] + query).content.decode()
        found = re.search(r'rel="next" href="(\?[^"]+)"', text)
        if not found:
            break
        query = found[1].replace("&amp;", "&")
    return query


def _get(client, path: str):
    response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path} answered {response.status_code}.")
    return response


def _round(client, pages: Mapping[str, str], order: random.Random) -> dict[str, float]:
    """Every page once, in an order of its own, so that no page always follows the same other."""
    times = {}
    for name in order.sample(list(pages), len(pages)):
        before = perf_counter()
        _get(client, pages[name])
        times[name] = (perf_counter() - before) * 1000
    return times


def _figure(client, name: str, path: str, times: Sequence[Mapping[str, float]]) -> Figure:
    from django.db import connection  # noqa: PLC0415 -- see above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        size = len(_get(client, path).content)
    ratio = statistics.median(one[name] / one["bare list"] for one in times)
    return Figure(name, statistics.median(one[name] for one in times), ratio, len(queries), size)


def report(figures: Sequence[Figure], vendor: str, applications: int) -> str:
    """As a table."""
    lines = [f"{vendor}, {applications:,} applications", f"{'page':28}{'ms':>8}{'ratio':>8}{'SQL':>6}{'kB':>8}"]
    lines += [f"{one.name:28}{one.ms:8.1f}{one.ratio:8.2f}{one.queries:6}{one.size / 1000:8.1f}" for one in figures]
    return "\n".join(lines)


def main() -> None:
    """Sets up, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("applications", type=int, nargs="?", default=12_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ.setdefault("BESKED_DATA_DIR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "besked.settings"
        django.setup()
        _prepare()
        from django.db import connection  # noqa: PLC0415 -- see above

        print(report(measure(given.applications, given.rounds), connection.vendor, given.applications))
        connection.close()


def _prepare() -> None:
    """Tables, translations, and style sheets under the names that pages ask for; the floor's own address."""
    from django.conf import settings  # noqa: PLC0415 -- see above
    from django.core.management import call_command  # noqa: PLC0415

    from besked.management.statics import collect  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    collect()
    settings.ROOT_URLCONF = "bench.bare"


if __name__ == "__main__":
    main()
