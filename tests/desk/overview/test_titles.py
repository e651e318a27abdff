"""Titles as the vacancy itself would say them, for many at once."""

import pytest
from django.utils import translation

from besked.desk.overview.titles import titles, titles_of
from besked.models import Vacancy, VacancyText
from tests.cast import vacancy


@pytest.mark.parametrize("language", ["da", "sv", "nb", "nl", "en", "fi"])
def test_titles_are_those_of_the_vacancy(cast, language):
    dutch = vacancy(cast.school, cast.bo)
    dutch.languages = ["nl", "sv"]
    dutch.save()
    VacancyText.objects.filter(vacancy=dutch).exclude(language__in=["nl", "sv"]).delete()

    with translation.override(language):
        one_by_one = {one.pk: one.title() for one in Vacancy.objects.with_texts()}
        at_once = titles_of(list(one_by_one))
        prefetched = {one.pk: one.title() for one in Vacancy.objects.prefetch_related(titles())}

    assert at_once == prefetched == one_by_one


def test_text_outside_the_languages_comes_last(cast):
    odd = vacancy(cast.school, cast.bo)
    odd.languages = ["sv"]
    odd.save()

    with translation.override("fi"):
        assert titles_of([odd.pk]) == {odd.pk: "Lärare"}


def test_vacancy_without_text_has_no_title(cast):
    VacancyText.objects.all().delete()

    assert titles_of([cast.teacher.pk]) == {}
