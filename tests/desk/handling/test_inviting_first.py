"""First values: what this person chose last for the same type of interview."""

import datetime as dt

import pytest

from besked.models import Interview, Run, User
from tests.cast import NOW, act, applies
from tests.desk.handling.inviting import INTERVIEW, next_step, second_step
from tests.desk.handling.reading import read

PAST = (NOW - dt.timedelta(hours=2), NOW - dt.timedelta(hours=1))


def invited_to(cast, application, kind):
    """An interview of this kind, whose time the test then changes."""
    when = {"date": "2026-11-30", "time": "10:00", "duration": 45, "recruiters": [cast.bo.email]}
    act("invite", cast.bo_acts, [application], answers={"kind": kind, "format": "in_person", **when})
    return Interview.objects.get()


@pytest.fixture
def ida(cast):
    return applies(cast.teacher, "Ida Ågård", "da")


@pytest.fixture
def maarten(cast):
    return applies(cast.teacher, "Maarten Groot", "nl")


def invited(bo, address, **more):
    next_step(bo, address, **more)
    second_step(bo, address, do="perform", reminder="email", days_before="5")


def test_last_choices_for_the_type_come_back(bo, draft, ida, maarten):
    invited(bo, draft("invite", [ida]), duration="30", format="video", place="", link="https://meet.example/1")
    address = draft("invite", [maarten])

    first = read(bo.get(address))
    second = read(next_step(bo, address, duration="30", format="video"))

    assert first.one("input", name="duration").attributes["value"] == "30"
    assert "checked" in first.one("input", name="format", value="video").attributes
    assert "value" not in first.one("input", name="link").attributes  # a meeting's address is for that meeting
    assert "checked" in second.one("input", name="reminder", value="email").attributes
    assert second.one("select", name="days_before").one("option", selected=None).text == "5 days"


def test_another_type_has_its_own(bo, draft, ida, maarten):
    invited(bo, draft("invite", [ida]), kind="interview2", duration="90")

    page = read(bo.get(draft("invite", [maarten])))

    assert page.one("input", name="duration").attributes["value"] == "45"


def test_changing_the_type_brings_its_values_where_nothing_was_typed(bo, draft, ida, maarten):
    invited(bo, draft("invite", [ida]), kind="interview2", duration="90", place="Town hall")
    address = draft("invite", [maarten])

    bo.post(address, INTERVIEW | {"kind": "interview2", "kind_shown": "interview1", "place": "Room 4"})

    answers = Run.objects.get(state="draft").answers
    assert (answers["duration"], answers["place"], answers["days_before"]) == ("90", "Room 4", "5")


def test_what_colleagues_chose_does_not_count(client, cast, bo, draft, ida, maarten):
    invited(bo, draft("invite", [ida]), duration="30")
    client.force_login(cast.anna)
    response = client.post("/actions/invite/", {"ids": maarten.pk}, follow=True)

    assert read(response).one("input", name="duration").attributes["value"] == "45"


def test_sms_is_not_proposed_to_whoever_lost_the_right(bo, cast, draft, ida, maarten):
    User.objects.filter(pk=cast.bo.pk).update(rights=[*cast.bo.rights, "sms"])
    next_step(bo, address := draft("invite", [ida]))
    second_step(bo, address, do="perform", reminder="sms", rules="no-mobile", accept="no-mobile")
    User.objects.filter(pk=cast.bo.pk).update(rights=cast.bo.rights)
    next_step(bo, address := draft("invite", [maarten]))

    page = read(bo.get(address + "?step=letter"))

    assert "checked" in page.one("input", name="reminder", value="email").attributes


@pytest.mark.parametrize(("had", "proposed"), [("telephone", "interview1"), ("interview1", "interview2")])
def test_type_after_the_last_interview_is_proposed(bo, cast, draft, ida, had, proposed):
    interview = invited_to(cast, ida, had)
    interview.starts_at, interview.ends_at = PAST
    interview.save()

    page = read(bo.get(draft("invite", [ida])))

    assert page.one("select", name="kind").one("option", selected=None).attributes["value"] == proposed
