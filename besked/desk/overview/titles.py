"""Titles of vacancies for lists: in the reader's language alone where there is one, and never with the advert."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from besked.models import VacancyText


def titles() -> "Prefetch[str]":
    """To be prefetched with vacancies whose title is shown and nothing else of their texts."""
    return Prefetch("texts", _shown().defer("advert"))


def titles_of(vacancies: Collection[int]) -> dict[int, str]:
    """Title by vacancy: one query, and no more than text comes of it."""
    rows = _shown().filter(vacancy__in=vacancies).values_list("vacancy", "language", "title", "vacancy__languages")
    found: dict[int, tuple[int, str]] = {}
    for vacancy, language, title, languages in rows:
        place = languages.index(language) if language in languages else len(languages)
        found[vacancy] = min(found.get(vacancy, (place, title)), (place, title))
    return {vacancy: title for vacancy, (_place, title) in found.items()}


def _shown() -> QuerySet[VacancyText]:
    """The texts in the reader's language; all those of a vacancy that has none."""
    code = (get_language() or "")[:2]
    own = VacancyText.objects.filter(vacancy=OuterRef("vacancy"), language=code)
    return VacancyText.objects.filter(Q(language=code) | ~Exists(own))
