"""The navigation says where one is, and leads nowhere that isn't there."""

import pytest
from django.urls import resolve

from besked.web.navigation import MAIN, PERSON, Place, ways


def at(rf, address):
    request = rf.get(address)
    request.resolver_match = resolve(address)
    return request


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/", "Start"),
        ("/vacancies/", "Vacancies"),
        ("/vacancies/3/", "Vacancies"),
        ("/vacancies/new/", "Vacancies"),
        ("/applications/3/", "Vacancies"),
        ("/outbox/", "Outbox"),
        ("/outbox/3/", "Outbox"),
        ("/settings/reasons/", "Settings"),
    ],
)
def test_navigation_marks_where_one_is(rf, address, label):
    assert [way.label for way in ways(MAIN, at(rf, address)) if way.current] == [label]


def test_navigation_leads_to_all_rooms(rf):
    found = ways(MAIN, at(rf, "/search/"))

    assert [(way.label, way.url, way.current) for way in found] == [
        ("Start", "/", False),
        ("Vacancies", "/vacancies/", False),
        ("Calendar", "/calendar/", False),
        ("Outbox", "/outbox/", False),
        ("Settings", "/settings/", False),
    ]
    assert [way.label for way in ways(PERSON, at(rf, "/"))] == ["Your drafts", "Your profile", "Settings"]


def test_room_that_is_not_there_is_left_out(rf):
    assert ways((Place("nowhere", "Nowhere", ("nowhere",)),), at(rf, "/")) == []
