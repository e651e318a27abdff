"""Titles of vacancies without their adverts, which are long and stand in five languages."""

import json
from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import Prefetch
from django.utils.translation import get_language

from besked.models import Vacancy, VacancyText

# By hand: built from models it takes as long to build as to run, on the desk's busiest pages.
_TITLES = """
SELECT t.vacancy_id, t.language, t.title, v.languages
FROM besked_vacancytext t JOIN besked_vacancy v ON v.id = t.vacancy_id
WHERE t.vacancy_id IN ({ids}) AND (t.language = %s OR NOT EXISTS (
SELECT 1 FROM besked_vacancytext own WHERE own.vacancy_id = t.vacancy_id AND own.language = %s))
ORDER BY t.id
"""


def titles(path: str = "texts") -> "Prefetch[str]":
    """To be prefetched with a vacancy, or a few, of whose texts only the titles are shown; `path` leads to them."""
    return Prefetch(path, VacancyText.objects.defer("advert"))


def titles_of(vacancies: Collection[int]) -> dict[int, str]:
    """Title by vacancy, for many: only in the reader's language where there is one. One query."""
    if not vacancies:
        return {}
    code = (get_language() or "")[:2]
    with connection.cursor() as cursor:
        cursor.execute(_TITLES.format(ids=", ".join(["%s"] * len(vacancies))), [*vacancies, code, code])
        rows = cursor.fetchall()
    found: dict[int, tuple[int, str]] = {}
    for vacancy, language, title, languages in rows:
        place = -1 if language == code else _place(language, json.loads(languages))
        found[vacancy] = min(found.get(vacancy, (place, title)), (place, title))
    return {vacancy: title for vacancy, (_place, title) in found.items()}


def _place(language: str, languages: list[str]) -> int:
    return languages.index(language) if language in languages else len(languages)


def chosen(titles: Mapping[str, str], vacancy: Vacancy) -> str:
    """Of a vacancy's titles by language the one that its own title() would give. No query."""
    wanted = [(get_language() or "")[:2], *vacancy.languages]
    found = next((titles[code] for code in wanted if code in titles), None)
    return found or next(iter(titles.values()), "") or vacancy.reference or vacancy.slug
