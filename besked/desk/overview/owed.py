"""Who is owed an answer, oldest first, by who must move: I, a colleague, the panel, the applicant."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from besked.access import Actor, visible_to
from besked.models import Application, ApplicationQuerySet, Blocker, Tally, User, Vacancy

ME, PANEL, APPLICANT = "me", "panel", "applicant"
ORDER = ("received_at", "pk")
OWNER = [f"vacancy__owner__{field}" for field in ("given_name", "family_name", "email")]
COLUMNS = (
    "pk", "candidate__given_name", "candidate__family_name", "vacancy_id", "vacancy__owner_id", "owed_by",
    "received_at", "answer_by", "status", *OWNER,
)  # fmt: skip


class Blocking(NamedTuple):
    """One who must move, and for how many; `key` stands in addresses: me, panel, applicant, or a colleague's id."""

    key: str
    label: str
    owed: int
    overdue: int


def owed(actor: Actor, by: str = "") -> ApplicationQuerySet:
    """Those whom the actor may see and who are owed an answer, all or one group. An unknown group is empty."""
    rows = visible_to(actor, Application.objects.owed())
    if not by:
        return cast(ApplicationQuerySet, rows)
    if by in (PANEL, APPLICANT):
        found = rows.filter(owed_by=Blocker(by))
    else:
        owner = actor.user.pk if by == ME and actor.user else int(by) if by.isascii() and by.isdigit() else 0
        found = rows.filter(owed_by=Blocker.OWNER, vacancy__owner=owner) if len(by) < 19 else rows.none()
    return cast(ApplicationQuerySet, found)


def named(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Only what a line shows, as named values."""
    return cast("QuerySet[Application]", rows.values_list(*COLUMNS, named=True))


def key_of(owed_by: str, owner: int, actor: Actor) -> str:
    """The group that somebody stands in."""
    if owed_by != Blocker.OWNER:
        return str(owed_by)
    return ME if actor.user and owner == actor.user.pk else str(owner)


def blocking(actor: Actor) -> list[Blocking]:
    """All groups from the tallies that the worker keeps: one query, however many wait."""
    tallies = Tally.objects.all()
    if actor.departments is not None:
        tallies = tallies.filter(vacancy__in=visible_to(actor, Vacancy.objects.all()).values("pk"))
    found = (
        tallies.values_list("owed_by", "vacancy__owner", *OWNER)
        .annotate(owed=Sum("owed"), overdue=Sum("overdue"))
        .order_by()
    )
    owners = {row[1]: name_of(*row[2:5]) for row in found}
    return gathered(((key_of(row[0], row[1], actor), row[5], row[6]) for row in found), owners)


def owners_of(rows: Iterable[Any]) -> dict[int, str]:
    """The names of the owners in named rows."""
    found = {row.vacancy__owner_id: row for row in rows}
    return {
        pk: name_of(row.vacancy__owner__given_name, row.vacancy__owner__family_name, row.vacancy__owner__email)
        for pk, row in found.items()
    }


def name_of(given: str, family: str, email: str) -> str:
    """As a user is called everywhere."""
    return User(given_name=given, family_name=family, email=email).name


def gathered(figures: Iterable[tuple[str, int, int]], owners: Mapping[int, str]) -> list[Blocking]:
    """Sums by group: I first, then colleagues by name, the panel, the applicants."""
    sums: dict[str, tuple[int, int]] = {}
    for key, waiting, overdue in figures:
        before = sums.get(key, (0, 0))
        sums[key] = before[0] + waiting, before[1] + overdue
    found = [Blocking(key, label_of(key, owners), *figure) for key, figure in sums.items()]
    return sorted(found, key=lambda group: (_PLACES.get(group.key, 1), group.label.casefold(), group.key))


def label_of(key: str, owners: Mapping[int, str]) -> str:
    """Who blocks, in a word."""
    words = {ME: _("You"), PANEL: _("The panel"), APPLICANT: _("The applicant")}
    return words.get(key) or owners.get(int(key), "")


_PLACES = {ME: 0, PANEL: 2, APPLICANT: 3}
