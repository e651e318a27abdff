"""Both engines find the same people by rare and by common words; PostgreSQL on ways of its own."""

import pytest
import time_machine
from django.db import connection

from besked import search
from besked.models import Application
from besked.search import engines
from tests.cast import NOW, Cast, applies, vacancy
from tests.crowd import crowd


@pytest.fixture
def cast(db):
    with time_machine.travel(NOW, tick=False):
        yield Cast()


def found(query):
    return {row.pk for row in search.matching(Application.objects.all(), query)}


@pytest.mark.parametrize("others", [0, 20])
def test_rare_and_common_words_find_all_who_have_them(cast, others):
    kim = applies(cast.teacher, "Kim Zetterlund")
    namesakes = [applies(cast.nurse, f"Ida{n} Zetterlund") for n in range(others)]
    crowd(cast.teacher, 30, NOW)

    assert found("zetter") == {kim.pk, *(one.pk for one in namesakes)}
    assert found("zetter kim") == {kim.pk}
    assert found("nobody") == set()


def test_rare_words_are_looked_up_and_common_ones_are_not(cast):
    applies(cast.teacher, "Kim Zetterlund")
    crowd(cast.teacher, 100, NOW)
    wanted = {word: engines.rare([word]) for word in ("zetterlund", "nobody", "ida")}

    kim = Application.objects.get(candidate__given_name="Kim").pk
    known = {"zetterlund": [kim], "nobody": [], "ida": None}
    assert wanted == (known if connection.vendor == "postgresql" else dict.fromkeys(known))


def test_search_in_a_vacancy_finds_its_own_alone(cast):
    first = applies(cast.teacher, "Kim Dahl")
    applies(cast.nurse, "Kim Dahl")
    last = applies(cast.teacher, "Kim Berg")
    crowd(cast.nurse, 12, NOW)

    rows = Application.objects.filter(vacancy=cast.teacher)
    assert set(search.within(cast.teacher.pk, rows, "kim")) == {first, last}
    assert list(search.within(cast.teacher.pk, rows, "kim dahl")) == [first]
    assert list(search.within(cast.teacher.pk, rows, " ")) == []


def test_search_in_an_empty_vacancy_finds_nobody(cast):
    applies(cast.teacher, "Kim Dahl")
    empty = vacancy(cast.school, cast.bo)

    assert list(search.within(empty.pk, Application.objects.filter(vacancy=empty), "kim")) == []
