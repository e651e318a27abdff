"""The tree of departments: no cycles, paths that follow, only the empty can go."""

import pytest
from django.utils import translation

from besked.models import Department, LetterTemplate, Tree
from besked.organisation import Refused
from besked.organisation.departments import DEEPEST, delete_department, in_order, save_department, what_it_holds
from tests.cast import NOW, applies, department


def test_new_department_gets_its_path(cast):
    made = save_department(Department(name="Havnens Skole", parent=cast.school))

    assert Department.objects.get(pk=made.pk).path == f"{cast.school.path}{made.pk}/"


def test_moved_department_takes_its_subtree_along(cast):
    below = department("4. klasse", cast.school)
    deeper = department("4.a", below)
    cast.school.parent = cast.care

    save_department(cast.school)

    paths = {d.name: d.path for d in Department.objects.all()}
    assert paths["Lindevang Skole"] == f"{cast.care.path}{cast.school.pk}/"
    assert paths["4.a"] == f"{cast.care.path}{cast.school.pk}/{below.pk}/{deeper.pk}/"
    assert paths["Omsorg"] == cast.care.path


def test_department_made_an_organisation_has_a_path_of_its_own(cast):
    cast.school.parent = None

    save_department(cast.school)

    assert Department.objects.get(pk=cast.school.pk).path == f"/{cast.school.pk}/"


@pytest.mark.parametrize("under", ["itself", "a child"])
def test_department_can_not_stand_under_itself(cast, under):
    child = department("4. klasse", cast.school)
    cast.school.parent = cast.school if under == "itself" else child

    with pytest.raises(Refused, match="Lindevang Skole can't stand under itself"):
        save_department(cast.school)

    assert Department.objects.get(pk=cast.school.pk).parent == cast.organisation


def test_tree_has_a_deepest_level(cast):
    last = cast.school
    for level in range(3, DEEPEST + 1):
        last = save_department(Department(name=str(level), parent=last))

    with pytest.raises(Refused, match="at most 12 levels"):
        save_department(Department(name="one more", parent=last))


def test_moving_a_subtree_counts_its_height(cast):
    deep = cast.care
    for level in range(3, DEEPEST + 1):
        deep = save_department(Department(name=str(level), parent=deep))
    department("4. klasse", cast.school)
    cast.school.parent = Department.objects.get(name=str(DEEPEST - 1))

    with pytest.raises(Refused, match="at most 12 levels"):
        save_department(cast.school)


def test_tree_is_read_by_name_with_depth(cast):
    department("Ældrepleje", cast.care)
    department("Aftenvagt", cast.care)

    with translation.override("da"):
        shown = [(depth, d.name) for depth, d in in_order(Tree())]

    assert shown == [
        (0, "Havnsund"),
        (1, "Lindevang Skole"),
        (1, "Omsorg"),
        (2, "Aftenvagt"),
        (2, "Ældrepleje"),
    ]


def test_empty_department_is_deleted_with_its_letters(cast):
    empty = department("Bibliotek", cast.organisation)
    LetterTemplate.objects.create(department=empty, family="receipt", variant="", language="da", at=NOW)

    delete_department(empty)

    assert not Department.objects.filter(name="Bibliotek").exists()
    assert LetterTemplate.objects.count() == 0


def test_department_that_holds_something_stays(cast):
    applies(cast.teacher)
    department("4. klasse", cast.school)

    with pytest.raises(Refused) as refusal:
        delete_department(cast.school)

    assert str(refusal.value) == (
        "1 department stands under it. 1 vacancy belongs to it. "
        "3 members of staff work in it. 1 letter left in its name."
    )
    assert Department.objects.filter(pk=cast.school.pk).exists()


def test_the_only_department_stays(db):
    only = department("Alene")

    assert what_it_holds(only) == ["It is the only department."]
