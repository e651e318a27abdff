"""The vacancies that the public list shows, and its two filters; three queries, however many there are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.utils.translation import get_language

from besked.lib.fold import fold, terms
from besked.models import Department, Tree, Vacancy, VacancyState, VacancyText


@dataclass(frozen=True, slots=True)
class Opening:
    """One open vacancy as the list shows it."""

    slug: str
    title: str
    language: str  # of the title, where it isn't the page's own
    employer: str
    department: str
    place: str
    deadline: dt.date | None
    words: str  # what it can be found by, folded
    departments: frozenset[int]  # its own and those above


def openings(tree: Tree, today: dt.date) -> list[Opening]:
    """All open public vacancies, the next deadline first, those without one last."""
    titles = Prefetch("texts", VacancyText.objects.defer("advert"))
    rows = Vacancy.objects.in_state(VacancyState.OPEN, today).filter(is_public=True).prefetch_related(titles)
    return [_opening(row, tree) for row in rows.order_by(F("deadline").asc(nulls_last=True), "pk")]


def matching(found: Sequence[Opening], query: str, department: int | None) -> list[Opening]:
    """Those in a department or below it whose words begin with all the words of the query."""
    wanted = terms(query)
    return [
        opening
        for opening in found
        if (department is None or department in opening.departments)
        and all(f" {word}" in f" {opening.words}" for word in wanted)
    ]


def departments(found: Sequence[Opening], tree: Tree) -> list[tuple[int, str]]:
    """What the list can be narrowed to: departments that hold some of these vacancies but not all of them."""
    some = {pk for opening in found for pk in opening.departments}
    all_hold = frozenset.intersection(*(opening.departments for opening in found)) if found else frozenset()
    return [(pk, _indented(tree, pk, all_hold)) for pk in tree.by_id if pk in some - all_hold]


def _indented(tree: Tree, pk: int, above: frozenset[int]) -> str:
    """The name, set in as deep as it lies below those that hold everything."""
    depth = sum(department.pk not in above for department in tree.chain(pk)) - 1
    return "\u2003" * depth + tree.by_id[pk].name


def _opening(vacancy: Vacancy, tree: Tree) -> Opening:
    text, chain = vacancy.text(), tree.chain(vacancy.department_id)
    employer = tree.organisation(vacancy.department_id)
    words = [text.title for text in vacancy.texts.all()] + [department.name for department in chain]
    return Opening(
        slug=vacancy.slug,
        title=vacancy.title(),
        language=text.language if text and text.language != get_language() else "",
        employer=employer.name if employer else "",
        department=_below_employer(chain, employer),
        place=vacancy.place,
        deadline=vacancy.deadline,
        words=fold(" ".join([*words, vacancy.place, vacancy.reference])),
        departments=frozenset(department.pk for department in chain),
    )


def _below_employer(chain: Sequence[Department], employer: Department | None) -> str:
    """The department's own name; nothing where it is the employer itself."""
    return chain[0].name if chain and chain[0] != employer else ""
