"""A selection of applications on its way through an action: loaded as the actor sees it, locked in order, compared."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.db.models import Model
from django.utils.translation import gettext as _

from besked.access import Actor, visible_to
from besked.models import Application, Event, Vacancy, in_chunks
from besked.runs import Refusal


def load(actor: Actor, ids: Sequence[int]) -> list[Application]:
    """The visible ones of these applications in id order, with candidate and vacancy: three queries a chunk."""
    found: list[Application] = []
    for chunk in in_chunks(list(ids)):
        rows = Application.objects.filter(pk__in=chunk).select_related("candidate").order_by("pk")
        found.extend(visible_to(actor, rows))
    return with_vacancies(found)


def with_vacancies(rows: list[Application]) -> list[Application]:
    """Gives applications their vacancies, each loaded once with department, owner and texts: two queries."""
    wanted = {row.vacancy_id for row in rows}
    vacancies = {vacancy.pk: vacancy for vacancy in Vacancy.objects.with_texts().filter(pk__in=wanted)}
    for row in rows:
        row.vacancy = vacancies[row.vacancy_id]
    return rows


def lock(ids: Sequence[int]) -> dict[int, int]:
    """Locks applications, all of them in id order (any other order deadlocks), and returns their versions now."""
    versions: dict[int, int] = {}
    for chunk in in_chunks(sorted(ids)):
        rows = Application.objects.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
        versions.update(rows.values_list("pk", "version"))
    return versions


def compare(ready: Sequence[Application], versions: Mapping[int, int]) -> tuple[list[Application], list[Refusal]]:
    """Who is still as they were when the letters were written, and who slipped away, with by whom."""
    same = [row for row in ready if versions.get(row.pk) == row.version]
    gone = [row.pk for row in ready if versions.get(row.pk) != row.version]
    return same, _named(gone)


def _named(gone: Sequence[int]) -> list[Refusal]:
    if not gone:
        return []
    events = Event.objects.filter(application__in=gone).select_related("user").order_by("pk")
    last = {event.application_id: event for event in events}
    return [Refusal(pk, slipped_words(last.get(pk))) for pk in gone]


def slipped_words(event: Event | None) -> str:
    """Who was first."""
    who = event.user.name if event and event.user else _("the applicant") if event else _("somebody")
    return _("Changed meanwhile by %(who)s; look again before you decide.") % {"who": who}


def insert_in_order(rows: Iterable[Model]) -> None:
    """Inserts rows of several kinds, each kind at once, the kinds in the order in which they first appear."""
    kinds: dict[type[Model], list[Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    for kind, found in kinds.items():
        kind._default_manager.bulk_create(found)


def by_target(rows: Iterable[tuple[str | None, int]]) -> dict[str | None, list[int]]:
    """Ids by the status they go to."""
    ordered = sorted(rows, key=lambda pair: (pair[0] or "", pair[1]))
    return {target: [pk for _, pk in pairs] for target, pairs in groupby(ordered, key=lambda pair: pair[0])}
