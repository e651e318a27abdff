"""Somebody without an e-mail address: named, with what to do; no letter to nobody is shown, and nothing is sent."""

import pytest

from besked.models import Application, Candidate, Message
from tests.cast import applies
from tests.desk.handling.reading import read

WORDS = "There is no e-mail address, so nothing can be sent. Reach them by telephone or post."
ANSWERS = {"answers": "1", "type": "review", "reason": "others", "tell": "now"}


@pytest.fixture
def two(cast):
    """Eva has no address, Ida has one."""
    people = [applies(cast.teacher, "Eva Lund"), applies(cast.teacher, "Ida Ågård")]
    Candidate.objects.filter(pk=people[0].candidate_id).update(email="", email_key="")
    Message.objects.all().delete()
    return people


def test_person_without_an_address_is_left_out_and_it_is_said_what_to_do(bo, two, draft):
    page = read(bo.get(draft("reject", two)))

    assert [one.text for one in page.one("section", id="who").all("li")] == ["Ida Ågård", f"Eva Lund {WORDS}"]
    assert [one.text for one in page.one("section", id="written").all("button", name="show")] == ["Danish 1"]
    assert page.one("h2", id="preview-title").text == "Ida Ågård"


def test_the_other_is_told_and_the_result_names_who_was_not(bo, two, draft):
    run = draft("reject", two)

    bo.post(run, ANSWERS | {"do": "perform"})

    page = read(bo.get(run))
    assert page.one("section", **{"aria-labelledby": "refused-title"}).one("li").text == f"Eva Lund {WORDS}"
    assert dict(Application.objects.values_list("candidate__given_name", "status")) == {"Eva": "new", "Ida": "rejected"}


def test_nobody_with_an_address_means_no_letter_and_no_button(bo, two, draft):
    page = read(bo.get(draft("reject", two[:1])))

    assert list(page.all("section", id="written")) == []
    assert "disabled" in page.one("button", name="do", value="perform").attributes


def test_saving_needs_no_address(bo, two, draft):
    run = draft("save", two)

    bo.post(run, {"do": "perform"})

    assert set(Application.objects.values_list("status", flat=True)) == {"saved"}
