"""The second yes: those whom a rule keeps back, let through by a tick."""

import pytest

from besked.models import Interview, Message, Right, Run, User
from tests.cast import applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def may_sms(cast):
    User.objects.filter(pk=cast.bo.pk).update(rights=[*cast.bo.rights, Right.SMS])


def test_sms_is_offered_only_with_the_right(bo, cast, address):
    without = read(next_step(bo, address)).one(id="id_reminder")
    may_sms(cast)
    with_it = read(bo.get(address + "?step=letter")).one(id="id_reminder")

    assert [one.text for one in without.all("label")] == ["No reminder", "Send email reminder"]
    assert len(list(with_it.all("label"))) == 4


def test_those_without_a_number_are_left_out_until_a_second_yes(bo, cast, two, address):
    may_sms(cast)
    two[0].candidate.mobile = "+45 20 12 34 56"
    two[0].candidate.save()
    next_step(bo, address)

    before = read(second_step(bo, address, reminder="both")).one("section", id="who")
    after = read(second_step(bo, address, reminder="both", rules="no-mobile ", accept="no-mobile"))
    second_step(bo, address, reminder="both", rules="no-mobile ", accept="no-mobile", do="perform")

    assert "Maarten Groot There is no mobile number for the SMS reminder." in before.text
    assert "checked" not in before.one("input", name="accept").attributes
    assert "checked" in after.one("input", name="accept").attributes
    assert after.one(id="accept-no-mobile-about").text == "1 person"
    assert Interview.objects.count() == 2
    kinds = Message.objects.filter(kind__startswith="reminder").values_list("kind", "to")
    assert sorted(kinds) == sorted(
        [
            ("reminder", two[0].candidate.email),
            ("reminder", two[1].candidate.email),
            ("reminder-sms", "+45 20 12 34 56"),
        ]
    )


def test_whoever_is_left_out_takes_nobodys_time(bo, cast, two, address):
    may_sms(cast)
    two[1].candidate.mobile = "+31 6 12345678"
    two[1].candidate.save()
    next_step(bo, address, arrange="sequence")

    left = read(second_step(bo, address, reminder="sms")).one("section", id="who").one("table")
    kept = read(second_step(bo, address, reminder="sms", rules="no-mobile", accept="no-mobile")).one("table")

    assert [one.text for one in left.all("tr")][2:] == ["10:00–10:45 Maarten Groot"]
    assert [one.text for one in kept.all("tr")][2:] == ["10:00–10:45 Ida Ågård", "10:45–11:30 Maarten Groot"]


def test_second_yes_can_be_taken_back(bo, cast, two, address):
    may_sms(cast)
    next_step(bo, address)
    second_step(bo, address, reminder="sms", rules="no-mobile ", accept="no-mobile")

    page = read(second_step(bo, address, reminder="sms", rules="no-mobile "))

    assert Run.objects.get().accept == []
    assert page.one("section", id="who").one("h2").text == "For 0 people"
