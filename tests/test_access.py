"""What of a kind of thing somebody may know of: interviews are seen with their vacancy."""

import pytest

from besked.access import actor_for, applicant, visible_to
from besked.models import Interview
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def interview(cast: Cast) -> Interview:
    row = applies(cast.teacher)
    answers = {"kind": "interview1", "format": "phone", "date": "2026-12-01", "time": "10:00", "duration": 30}
    act("invite", cast.bo_acts, [row], answers=answers | {"recruiters": ["bo@havnsund.example"]})
    return Interview.objects.get(application=row)


@pytest.mark.parametrize(
    ("name", "sees"), [("bo", True), ("anna", True), ("rune", True), ("carla", False), ("lise", False)]
)
def test_interview_is_visible_with_its_vacancy(cast, interview, name, sees):
    found = visible_to(actor_for(getattr(cast, name)), Interview.objects.all())

    assert list(found) == [interview] * sees


def test_interview_of_their_own_is_not_fetched_by_applicants(cast, interview):
    actor = applicant(frozenset({interview.application.candidate_id}))

    assert list(visible_to(actor, Interview.objects.all())) == []
