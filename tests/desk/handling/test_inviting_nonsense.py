"""Whatever is posted to the page for inviting, there is an answer."""

import pytest

from tests.cast import applies
from tests.desk.handling.inviting import next_step, second_step


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


NONSENSE = [
    {"date": "\x00"},
    {"date": "9999-12-31", "time": "23:59"},
    {"date": "0001-01-01"},
    {"time": "24:00"},
    {"duration": "9" * 5000},
    {"duration": "-5"},
    {"break": "1e9", "arrange": "sequence"},
    {"cap": "0"},
    {"kind": "interview9"},
    {"format": "opera"},
    {"arrange": "never"},
    {"arrange": ["slots", "sequence"]},
    {"recruiters": ["\x00", "bo@havnsund.example", "x" * 5000]},
    {"link": "javascript:alert(1)"},
    {"place": "\x00\ud800 Room\n4"},
    {"slots": "x\n" * 2000, "arrange": "slots"},
    {"slots": "{confirmlink} %7B", "arrange": "slots"},
    {"kind_shown": "\x00"},
    {"answers": "kind \x00 date"},
    {"step": "moon"},
    {"rules": "no-mobile \x00 x", "accept": ["no-mobile", "\x00"]},
    {"confirm_link_shown": "2"},
    {"person": "9" * 30, "show": "invitation-xx", "shown": "reminder-sms-da", "letter-body": "x"},
]


@pytest.mark.parametrize("typed", NONSENSE)
@pytest.mark.parametrize("do", ["next", "perform", "save", "back", "fly"])
def test_nonsense_gets_a_page_and_never_a_fault_of_ours(bo, address, typed, do):
    response = next_step(bo, address, **{name: _posted(value) for name, value in typed.items()}, do=do)

    assert response.status_code in (200, 422)
    assert bo.get(address).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"mail": "pigeon"},
        {"reminder": "smoke"},
        {"days_before": "4"},
        {"days_before": ""},
        {"short_notice": "\x00"},
        {"confirm_link_shown": "", "confirm_link": "\x00"},
        {"shown": "reminder-da", "letter-body": "{{{{{confirm\x00link}", "letter-body-was": ""},
    ],
)
@pytest.mark.parametrize("do", ["perform", "save"])
def test_nonsense_in_the_second_step_gets_a_page_too(bo, address, typed, do):
    next_step(bo, address)

    response = second_step(bo, address, **typed, do=do)

    assert response.status_code in (200, 422)
    assert bo.get(address).status_code == 200


def _posted(value):
    """As a browser would send it: no half of a letter."""
    if isinstance(value, list):
        return [_posted(one) for one in value]
    return value.encode("utf-8", "replace").decode()
