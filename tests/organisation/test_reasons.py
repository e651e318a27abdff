"""Reasons: an ordered list that grows and retires."""

import pytest

from besked.models import Reason
from besked.organisation import Refused
from besked.organisation.reasons import add_reason, bring_back_reason, move_reason, retire_reason


@pytest.fixture
def three(db):
    return [add_reason({"en": label}) for label in ("First", "Second", "Third")]


def order():
    return [reason.label("en") for reason in Reason.objects.all()]


def test_new_reason_comes_last_with_a_name_of_its_own(three):
    again = add_reason({"en": "First"})

    assert order() == ["First", "Second", "Third", "First"]
    assert (three[0].slug, again.slug) == ("first", "first-2")


def test_reason_without_latin_letters_has_a_slug(db):
    assert add_reason({"da": "不足"}).slug == "reason"


def test_reason_moves_up_and_down(three):
    assert move_reason(three[2].pk, -1) is True
    assert order() == ["First", "Third", "Second"]
    assert move_reason(three[0].pk, 1) is True
    assert order() == ["Third", "First", "Second"]


def test_reason_at_the_end_stays(three):
    assert (move_reason(three[0].pk, -1), move_reason(three[2].pk, 1)) == (False, False)
    assert order() == ["First", "Second", "Third"]


def test_retired_reason_can_come_back(three):
    retire_reason(three[1].pk)
    assert Reason.objects.get(pk=three[1].pk).is_active is False

    bring_back_reason(three[1].pk)
    assert Reason.objects.get(pk=three[1].pk).is_active is True


def test_last_reason_in_use_stays(three):
    retire_reason(three[0].pk)
    retire_reason(three[1].pk)

    with pytest.raises(Refused, match="One reason must stay in use"):
        retire_reason(three[2].pk)
