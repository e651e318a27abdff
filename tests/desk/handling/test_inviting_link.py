"""The tick for the link: the seed's table, for one language and for several, until somebody touches it."""

import pytest

from besked.models import Message, Run
from tests.cast import applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read

WITH, WITHOUT = "Svar her: {confirmlink}", "Vi ses."


@pytest.fixture
def people(cast):
    return {code: applies(cast.teacher, f"Ida {code}", code) for code in ("da", "nl", "sv")}


def written(bo, address, family, texts):
    for code, body in texts.items():
        shown = {"shown": f"{family}-{code}", "letter-body": body, "letter-body-was": "x"}
        page = second_step(bo, address, **shown)
    return read(page)


def tick(page):
    found = page.one("input", id="id_confirm_link").attributes
    return "checked" in found, "disabled" in found


@pytest.mark.parametrize(
    ("texts", "is_on"),
    [
        ({"da": WITH}, False),
        ({"da": WITHOUT}, True),
        ({"da": WITH, "nl": WITH, "sv": WITH}, False),
        ({"da": WITHOUT, "nl": WITHOUT, "sv": WITHOUT}, True),
        ({"da": WITH, "nl": WITHOUT, "sv": WITH}, True),
        ({"da": WITHOUT, "nl": WITH, "sv": WITH}, True),
        ({"da": "Svar: {link:reply}"}, False),
    ],
)
def test_rule_decides_until_somebody_does(bo, draft, people, texts, is_on):
    address = draft("invite", [people[code] for code in texts])
    next_step(bo, address)

    page = written(bo, address, "invitation", texts)

    assert tick(page) == (is_on, False)
    assert "confirm_link" not in Run.objects.get().answers


@pytest.mark.parametrize(
    ("texts", "links"),
    [
        ({"da": WITH}, {"da": 1}),
        ({"da": WITHOUT}, {"da": 1}),
        ({"da": WITH, "nl": WITHOUT, "sv": WITH}, {"da": 1, "nl": 1, "sv": 1}),
    ],
)
def test_by_the_rule_every_letter_has_the_link_once(bo, draft, people, texts, links):
    address = draft("invite", [people[code] for code in texts])
    next_step(bo, address)
    written(bo, address, "invitation", texts)

    second_step(bo, address, do="perform", confirm_link_shown="1", confirm_link="on")

    sent = Message.objects.filter(kind="invitation")
    assert {one.language: one.body.count("{link:reply}") for one in sent} == links


def test_untouched_tick_follows_the_text_that_is_posted_with_it(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address)
    shown = {"shown": "invitation-da", "letter-body": WITHOUT, "letter-body-was": "x"}

    page = read(second_step(bo, address, confirm_link_shown="0", **shown))

    assert tick(page) == (True, False)
    assert "confirm_link" not in Run.objects.get().answers


def test_tick_taken_off_stays_off_and_nothing_is_added(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address)
    written(bo, address, "invitation", {"da": WITHOUT})

    page = read(second_step(bo, address, confirm_link_shown="1"))
    second_step(bo, address, do="perform", confirm_link_shown="0")

    assert tick(page) == (False, False)
    assert Run.objects.get().answers["confirm_link"] is False
    assert Message.objects.get(kind="invitation").body.count("{link:reply}") == 0


def test_tick_put_on_stays_on(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address)

    page = read(second_step(bo, address, confirm_link_shown="0", confirm_link="on"))

    assert tick(page) == (True, False)
    assert Run.objects.get().answers["confirm_link"] is True


def test_letter_of_one_person_counts_too(bo, draft, cast, people):
    other = applies(cast.teacher, "Ib Berg", "da")
    address = draft("invite", [people["da"], other])
    next_step(bo, address)
    own = {"shown": "invitation-da", "alone": str(other.pk), "own-body": WITHOUT, "own-body-was": "x"}

    page = read(second_step(bo, address, **own))

    assert tick(page) == (True, False)


def test_preview_shows_the_added_sentence_before_the_signature(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address)

    page = written(bo, address, "invitation", {"da": WITHOUT})

    body = page.one("div", class_="letter-body")
    assert body.text.startswith("Vi ses.")
    assert body.one("mark", class_="link").text == "[personal link]"
    assert body.text.index("[personal link]") < body.text.index("Venlig hilsen")


def test_who_chooses_a_time_always_gets_the_link(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address, arrange="slots", slots="tue 24 10-12")

    page = written(bo, address, "choose-time", {"da": WITHOUT})
    second_step(bo, address, do="perform", confirm_link_shown="1")

    assert tick(page) == (True, True)
    assert Message.objects.get(kind="choose-time").body.count("{link:reply}") == 1


@pytest.mark.parametrize(("text", "is_on"), [(WITH, False), (WITHOUT, True)])
def test_without_a_letter_the_rule_looks_at_the_reminder(bo, draft, people, text, is_on):
    address = draft("invite", [people["da"]])
    next_step(bo, address)
    shown = {"shown": "reminder-da", "letter-body": text, "letter-body-was": "x"}

    page = read(second_step(bo, address, mail="none", reminder="email", **shown))
    second_step(bo, address, mail="none", reminder="email", do="perform")

    assert tick(page) == (is_on, False)
    assert Message.objects.get(kind="reminder").body.count("{link:reply}") == 1


def test_without_any_mail_there_is_no_tick(bo, draft, people):
    address = draft("invite", [people["da"]])
    next_step(bo, address)

    page = read(second_step(bo, address, mail="none"))

    assert list(page.all("input", id="id_confirm_link")) == []
