"""Save: kept for other vacancies; an answer is still owed."""

import pytest

from besked.models import Saved
from tests.cast import Cast, act, applies


def test_save_marks_the_open_and_leaves_them_owed(cast: Cast) -> None:
    ida = applies(cast.teacher)

    act("save", cast.bo_acts, [ida])

    ida.refresh_from_db()
    assert (ida.status, ida.is_owed, Saved.objects.get().application_id) == ("saved", True, ida.pk)


@pytest.mark.parametrize("slug", ["reject", "withdraw"])
def test_save_keeps_the_status_of_the_decided(cast: Cast, slug: str) -> None:
    ida = applies(cast.teacher)
    act(slug, cast.bo_acts, [ida], answers={"type": "review", "reason": "others"})
    ida.refresh_from_db()
    before = (ida.status, ida.stage, ida.round, ida.answered_at)

    result = act("save", cast.bo_acts, [ida])

    ida.refresh_from_db()
    assert (result.done, before) == ([ida.pk], (ida.status, ida.stage, ida.round, ida.answered_at))
    assert Saved.objects.count() == 1


def test_save_takes_the_rest_of_a_vacancy_at_once(cast: Cast, django_assert_num_queries) -> None:
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    act("reject", cast.bo_acts, people[:1], answers={"type": "review", "reason": "others"})

    with django_assert_num_queries(20):
        result = act("save", cast.bo_acts, people)

    assert result.done == [row.pk for row in people]
