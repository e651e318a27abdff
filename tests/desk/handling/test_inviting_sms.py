"""How long an SMS becomes: for the person shown, and for whoever gets the longest."""

import pytest

from besked.models import Right, User
from tests.cast import applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def people(cast):
    User.objects.filter(pk=cast.bo.pk).update(rights=[*cast.bo.rights, Right.SMS])
    found = [applies(cast.teacher, "Ib Berg", "da"), applies(cast.teacher, "Anne-Kathrine van der Meer", "da")]
    for one in found:
        one.candidate.mobile = "+45 20 12 34 56"
        one.candidate.save()
    return found


@pytest.fixture
def told(bo, draft, people):
    """The sentences about the length of a text."""

    def after(body, **more):
        next_step(bo, address := draft("invite", people))
        text = {"shown": "reminder-sms-da", "letter-body": body, "letter-body-was": "x"}
        page = read(second_step(bo, address, reminder="sms", **text, **more))
        return [one.text for one in page.one("div", id="sms-length").all("p")]

    return after


def test_shown_person_and_the_longest_are_told(told):
    assert told("Husk samtalen, {name}.") == [
        "Ib Berg : 23 characters, one SMS",
        "Anne-Kathrine van der Meer (the longest): 42 characters, one SMS",
    ]


def test_only_one_is_told_where_nobody_gets_more(told):
    assert told("Husk samtalen.") == ["Ib Berg : 14 characters, one SMS"]


@pytest.mark.parametrize(("length", "words"), [(160, "one SMS"), (161, "paid as 2 SMS"), (307, "paid as 3 SMS")])
def test_segments_are_counted(told, length, words):
    assert told("a" * length) == [f"Ib Berg : {length} characters, {words}"]


def test_strange_letter_is_named(told):
    assert told("Husk – samtalen") == [
        "Ib Berg : 15 characters, one SMS · not in the SMS alphabet, so that fewer characters fit: –"
    ]


def test_link_counts_with_its_whole_length(told, settings):
    settings.BASE_URL = "https://job.havnsund.example"

    assert told("{confirmlink}") == ["Ib Berg : 79 characters, one SMS"]


def test_short_message_has_neither_subject_nor_sender_nor_signature(bo, draft, people):
    next_step(bo, address := draft("invite", people))

    page = read(second_step(bo, address, reminder="sms", show="reminder-sms-da"))

    written = page.one("section", id="written")
    names = [one.attributes["name"] for one in written.all() if one.attributes.get("name", "").startswith("letter-")]
    assert names == ["letter-body", "letter-body-was"]
    assert page.one("section", id="preview").one("dl").text == "To +45 20 12 34 56"
