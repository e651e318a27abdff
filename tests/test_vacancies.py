"""Vacancies come to be and change: slugs that stay, texts per language, promises that follow."""

import datetime as dt

import pytest

from besked.models import Application, Department, Tree, Vacancy
from besked.vacancies import Announcement, change_vacancy, create_vacancy, save_department
from tests.cast import NOW, Cast, applies, vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The stage."""
    return Cast()


def announced(cast, title="Midwife", **columns):
    given = {"languages": ["da", "en"], "department": cast.school, "owner": cast.bo, "deadline": dt.date(2026, 12, 18)}
    return Announcement(given | columns, {"da": (title, "Kom"), "en": ("Midwife", "Come")})


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lærer, 4.–6. klasse", "larer-4-6-klasse"),
        ("C# Developer", "csharp-developer"),
        ("Учитель", "job"),
        ("🎉", "job"),
        ("x" * 200, "x" * 70),
    ],
)
def test_slug_is_made_of_the_first_title(cast, title, slug):
    assert create_vacancy(announced(cast, title), cast.bo_acts, NOW).slug == slug


def test_slug_is_given_once(cast):
    slugs = [create_vacancy(announced(cast), cast.bo_acts, NOW).slug for _ in range(3)]

    assert slugs == ["midwife", "midwife-2", "midwife-3"]


def test_created_vacancy_has_its_texts(cast):
    made = create_vacancy(announced(cast, "Jordemoder"), cast.bo_acts, NOW)

    assert {text.language: (text.title, text.advert) for text in made.texts.all()} == {
        "da": ("Jordemoder", "Kom"),
        "en": ("Midwife", "Come"),
    }
    assert made.created_at == NOW


def test_change_keeps_slug_and_other_texts(cast):
    made = create_vacancy(announced(cast), cast.bo_acts, NOW)

    changed = change_vacancy(made, Announcement({"positions": 4}, {"en": ("Nurse", "")}), Tree())

    assert (changed.slug, changed.positions, changed.title("en"), changed.title("da")) == (
        "midwife",
        4,
        "Nurse",
        "Midwife",
    )


@pytest.mark.parametrize(
    ("columns", "promised"),
    [
        ({"deadline": dt.date(2027, 1, 15)}, dt.date(2027, 1, 29)),
        ({"promise_days": 5}, dt.date(2026, 12, 7)),
        ({"positions": 2}, dt.date(2026, 12, 14)),
    ],
)
def test_promise_follows_what_it_was_made_of(cast, columns, promised):
    ida = applies(cast.teacher)

    change_vacancy(cast.teacher, Announcement(columns), Tree())

    assert Application.objects.get(pk=ida.pk).answer_by == promised


def test_whoever_was_answered_keeps_the_day(cast):
    ida = applies(cast.teacher)
    Application.objects.filter(pk=ida.pk).update(answered_at=NOW)

    change_vacancy(cast.teacher, Announcement({"promise_days": 5}), Tree())

    assert Application.objects.get(pk=ida.pk).answer_by == dt.date(2026, 12, 14)
    assert Vacancy.objects.get(pk=cast.teacher.pk).promise_days == 5


@pytest.fixture
def waiting(cast):
    """Two who wait over Epiphany, which Swedes have off: at the school, and elsewhere."""
    return [applies(vacancy(where, cast.bo, promise_days=25)) for where in (cast.school, cast.care)]


def promised(rows):
    return [Application.objects.get(pk=row.pk).answer_by.isoformat() for row in rows]


def test_country_of_a_department_renews_its_promises(cast, waiting):
    cast.school.country = "SE"

    save_department(cast.school)

    assert promised(waiting) == ["2027-01-07", "2027-01-06"]


def test_country_above_renews_the_promises_below(cast, waiting):
    cast.organisation.country = "SE"

    save_department(cast.organisation)

    assert promised(waiting) == ["2027-01-07", "2027-01-07"]


def test_department_that_moves_abroad_renews_its_promises(cast, waiting):
    cast.care.parent = save_department(Department(name="Malmö", country="SE"))

    save_department(cast.care)

    assert promised(waiting) == ["2027-01-06", "2027-01-07"]


def test_department_that_stays_keeps_its_promises(cast, waiting):
    Application.objects.update(answer_by=dt.date(2026, 12, 1))
    cast.school.name = "Lindevang"

    save_department(cast.school)

    assert promised(waiting) == ["2026-12-01", "2026-12-01"]
