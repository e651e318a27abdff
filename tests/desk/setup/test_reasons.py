"""Reasons on the page: their order, their words, off the list and back."""

import pytest

from besked.models import Reason
from tests.cast import act, applies
from tests.desk.handling.reading import read


def listed(client):
    return [link.text for link in read(client.get("/settings/reasons/")).one("ol", class_="ordered").all("a")]


@pytest.fixture
def second(cast):
    return Reason.objects.create(slug="skill", labels={"en": "A skill is missing", "da": "Mangler"}, position=9)


def test_new_reason_is_the_last(anna):
    anna.post("/settings/reasons/new/", {"en": " No licence\n", "da": "Mangler autorisation"})

    assert listed(anna) == ["Others matched more closely", "No licence"]
    assert Reason.objects.get(slug="no-licence").labels == {"en": "No licence", "da": "Mangler autorisation"}


def test_reason_needs_words(anna):
    response = anna.post("/settings/reasons/new/", {"en": "  "})

    assert response.status_code == 422
    assert read(response).one("div", class_="field-error").text == "Write the reason in at least one language."


def test_reason_is_renamed_also_where_it_was_given(anna, cast):
    ida = applies(cast.teacher)
    act("reject", cast.anna_acts, [ida], answers={"type": "review", "reason": cast.reason.slug, "tell": "later"})

    anna.post(f"/settings/reasons/{cast.reason.pk}/", {"en": "Others fitted better", "nl": "Anderen pasten beter"})

    fresh = Reason.objects.get(pk=cast.reason.pk)
    assert fresh.labels == {"en": "Others fitted better", "nl": "Anderen pasten beter"}


def test_languages_without_words_are_named(anna, second):
    line = next(li for li in read(anna.get("/settings/reasons/")).all("li") if "A skill" in li.text)

    assert line.one("small").text == "Not in Svenska, Norsk, Nederlands"


def test_reasons_are_moved_by_buttons(anna, second):
    anna.post(f"/settings/reasons/{second.pk}/act/", {"do": "up"})
    assert listed(anna) == ["A skill is missing", "Others matched more closely"]

    anna.post(f"/settings/reasons/{second.pk}/act/", {"do": "down"})
    assert listed(anna) == ["Others matched more closely", "A skill is missing"]


def test_reason_goes_off_the_list_and_back(anna, second):
    act_on = f"/settings/reasons/{second.pk}/act/"

    anna.post(act_on, {"do": "retire"})
    assert Reason.objects.get(pk=second.pk).is_active is False
    anna.post(act_on, {"do": "bring-back"})
    assert Reason.objects.get(pk=second.pk).is_active is True


def test_last_reason_says_why_it_stays(anna, cast):
    response = anna.post(f"/settings/reasons/{cast.reason.pk}/act/", {"do": "retire"}, follow=True)

    assert read(response).one("div", class_="message").text == (
        "One reason must stay in use, or nobody can be rejected. Add another one first."
    )


def test_list_without_reasons_says_what_to_do(anna):
    Reason.objects.all().delete()

    assert read(anna.get("/settings/reasons/")).one("div", class_="empty").one("h2").text == "No reasons yet"


@pytest.mark.parametrize("do", ["", "delete", "x"])
def test_odd_button_changes_nothing(anna, cast, do):
    anna.post(f"/settings/reasons/{cast.reason.pk}/act/", {"do": do})

    assert Reason.objects.get().is_active is True
