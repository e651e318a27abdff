"""Titles of vacancies without their adverts, which are long and stand in five languages."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import get_language

from besked.models import VacancyText


def titles(path: str = "texts") -> "Prefetch[str]":
    """To be prefetched with a vacancy, or a few, of whose texts only the titles are shown; `path` leads to them."""
    return Prefetch(path, VacancyText.objects.defer("advert"))


def titles_of(vacancies: Collection[int]) -> dict[int, str]:
    """Title by vacancy, for many: only in the reader's language where there is one. One query."""
    code = (get_language() or "")[:2]
    own = VacancyText.objects.filter(vacancy=OuterRef("vacancy"), language=code)
    texts = VacancyText.objects.filter(Q(language=code) | ~Exists(own), vacancy__in=vacancies)
    rows = texts.values_list("vacancy", "language", "title", "vacancy__languages")
    found: dict[int, tuple[int, str]] = {}
    for vacancy, language, title, languages in rows:
        place = languages.index(language) if language in languages else len(languages)
        found[vacancy] = min(found.get(vacancy, (place, title)), (place, title))
    return {vacancy: title for vacancy, (_place, title) in found.items()}
