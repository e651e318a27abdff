"""Who is owed an answer, oldest first, by who must move: I, a colleague, the panel, the applicant."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from besked.access import Actor, visible_to
from besked.models import Application, ApplicationQuerySet, Blocker, Tally, User, Vacancy, Worker

ME, PANEL, APPLICANT = "me", "panel", "applicant"
ORDER = ("received_at", "pk")
PAGE, FEW = 50, 5000
ALIVE = dt.timedelta(minutes=1)
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


class Standing(NamedTuple):
    """What the tallies say: the groups that the actor may see, and how many wait in the whole house."""

    groups: Sequence[Blocking]
    everywhere: int
    is_fresh: bool  # whether a worker keeps them

    def waiting(self, by: str = "") -> int:
        """How many wait of one group, or of all."""
        return sum(group.owed for group in self.groups if by in ("", group.key))


def standing(actor: Actor, now: dt.datetime) -> Standing:
    """From the tallies that the worker keeps: one query, however many wait."""
    tallies: QuerySet[Any, Any] = Tally.objects.values("owed_by", "vacancy__owner", *OWNER)
    if actor.departments is not None:
        tallies = tallies.annotate(here=_is_in("vacancy", visible_to(actor, Vacancy.objects.all())))
    found = list(tallies.annotate(owed=Sum("owed"), overdue=Sum("overdue"), fresh=_kept(now)).order_by())
    here = [row for row in found if row.get("here", True)]
    owners = {row["vacancy__owner"]: name_of(*(row[name] for name in OWNER)) for row in here}
    keyed = ((key_of(row["owed_by"], row["vacancy__owner"], actor), row["owed"], row["overdue"]) for row in here)
    return Standing(gathered(keyed, owners), sum(row["owed"] for row in found), any(row["fresh"] for row in found))


def _kept(now: dt.datetime) -> Exists:
    """Whether some worker is alive; asked with the tallies, for a question of its own costs as much as they do."""
    return Exists(Worker.objects.filter(beat_at__gte=now - ALIVE))


def _is_in(name: str, vacancies: QuerySet[Vacancy]) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(Q(**{f"{name}__in": vacancies.values("pk")}), output_field=BooleanField())


def owed(actor: Actor, known: Standing, by: str = "") -> ApplicationQuerySet:
    """Those whom the actor may see and who are owed an answer, all or one group. An unknown group is empty."""
    rows, vacancies = Application.objects.owed(), visible_to(actor, Vacancy.objects.all())
    by = ME if actor.user and by == str(actor.user.pk) else by
    if by in (PANEL, APPLICANT):
        rows = rows.filter(owed_by=Blocker(by))
        if known.everywhere > FEW:  # else a page would be looked for among all who wait
            vacancies = vacancies.filter(pk__in=Tally.objects.filter(owed_by=by).values("vacancy"))
    elif by:
        rows, vacancies = rows.filter(owed_by=Blocker.OWNER), vacancies.filter(owner=_owner(by, actor))
    elif actor.departments is None:
        return rows
    return _narrowed(rows, vacancies, known, by)


def _owner(by: str, actor: Actor) -> int:
    """Whose vacancies a group holds; 0 for nobody's."""
    if by == ME and actor.user:
        return actor.user.pk
    return int(by) if by.isascii() and by.isdigit() and len(by) < 19 else 0


def _narrowed(rows: ApplicationQuerySet, vacancies: QuerySet[Vacancy], known: Standing, by: str) -> ApplicationQuerySet:
    """The part in these vacancies, on the shorter of two ways: sort them all, or walk along all who wait, oldest first.

    Databases misjudge this by seconds. So many as wait here are sorted, or a page's length for each one in so many.
    """
    if known.waiting(by) ** 2 <= PAGE * known.everywhere:
        return rows.filter(vacancy__in=vacancies.values("pk"))
    # an expression instead of the column: no index of vacancies fits, so the one in the order of waiting is walked
    return rows.annotate(place=F("vacancy_id") + 0).filter(place__in=vacancies.values("pk"))


def named(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Only what a line shows, as named values."""
    return cast("QuerySet[Application]", rows.values_list(*COLUMNS, named=True))


def key_of(owed_by: str, owner: int, actor: Actor) -> str:
    """The group that somebody stands in."""
    if owed_by != Blocker.OWNER:
        return str(owed_by)
    return ME if actor.user and owner == actor.user.pk else str(owner)


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
