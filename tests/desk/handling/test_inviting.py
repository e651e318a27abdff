"""Inviting on its page: the interview first, then the letters; every answer stays where it was typed."""

import pytest

from besked.models import Run
from tests.cast import applies
from tests.desk.handling.reading import read

INTERVIEW = {
    "step": "interview",
    "answers": "kind format arrange date time duration break slots cap place route link recruiters",
    "kind_shown": "interview1",
    "kind": "interview1",
    "format": "in_person",
    "arrange": "together",
    "date": "2026-11-30",
    "time": "10:00",
    "duration": "45",
    "break": "",
    "slots": "",
    "cap": "",
    "place": "Room 4",
    "route": "",
    "link": "",
    "recruiters": ["bo@havnsund.example"],
}


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def answered(bo, address, **more):
    """The page after the first step, with some answers changed."""
    return bo.post(address, INTERVIEW | {"do": "next"} | more, follow=True)


def test_first_step_proposes_what_is_usual(bo, address):
    page = read(bo.get(address))

    ticked = [one.attributes["value"] for one in page.all("input", type="checkbox") if "checked" in one.attributes]
    assert ticked == ["bo@havnsund.example"]


def test_next_shows_the_letters(bo, address):
    page = read(answered(bo, address))

    assert [one.text for one in page.all("button", name="show")] == ["Danish 1", "Dutch 1", "Danish 1", "Dutch 1"]
    assert Run.objects.get().state == "draft"
