"""After the button: true progress, undo with the time left, the way back."""

import datetime as dt

import pytest
import time_machine

from besked.access import applicant
from besked.models import Application, Message
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read

ANSWERS = {"answers": "1", "type": "review", "reason": "others", "tell": "now", "do": "perform"}


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, name) for name in ("Ida Ågård", "Ib Berg")]


@pytest.fixture
def done(bo, two, draft):
    run = draft("reject", two, back=f"/vacancies/{two[0].vacancy_id}/")
    bo.post(run, ANSWERS)
    return run


def test_result_says_when_the_letters_leave_and_how_long_undo_lasts(bo, done):
    page = read(bo.get(done))

    progress = page.one("section", id="progress")
    assert progress.one("p", id="progress-words").text == "0 of 2 letters sent · They leave at 10:10."
    assert progress.one("form").text == "Undo u 10 minutes left; then the letters leave."
    assert progress.attributes["hx-trigger"] == "load delay:15s"
    assert [one.text for one in page.all("a", class_="button")][-2:] == ["Back to the selection", "Outbox"]


def test_result_says_who_did_it_even_where_nobody_signed_in(client, cast, two):
    run = act("withdraw", applicant(frozenset({two[0].candidate_id})), two[:1]).run
    client.force_login(cast.anna)

    page = read(client.get(f"/runs/{run}/"))

    assert page.one("p", class_="meta").text == "Applicant 23 Nov 2026, 10:00"


def test_one_letter_is_spoken_of_as_one(bo, two, draft):
    run = draft("reject", two[:1])
    before = read(bo.post(run, ANSWERS | {"do": "save"}, follow=True)).one("section", id="go").one("p").text

    bo.post(run, ANSWERS)

    progress = read(bo.get(run)).one("section", id="progress")
    assert before == "The letter leaves at 23 Nov 2026, 10:10. Until then you can undo."
    assert progress.one("p", id="progress-words").text == "0 of 1 letter sent · It leaves at 10:10."
    assert progress.one("form").text == "Undo u 10 minutes left; then the letter leaves."


@pytest.mark.parametrize(
    ("states", "words", "chips"),
    [
        (["sent", "sent"], "2 of 2 letters sent", ["Sent 2"]),
        (["sending", "sent"], "1 of 2 letters sent", ["Leaving now 1", "Sent 1"]),
        (["failed", "uncertain"], "0 of 2 letters sent", ["Refused by the receiver 1", "Uncertain whether it left 1"]),
    ],
)
def test_progress_is_counted_from_the_letters(bo, done, states, words, chips):
    for message, state in zip(Message.objects.filter(kind="rejection").order_by("pk"), states, strict=True):
        Message.objects.filter(pk=message.pk).update(state=state)

    page = read(bo.get(f"{done}progress/"))

    assert page.one("p", id="progress-words").text == words
    assert [one.text for one in page.one("p", class_="cluster").all("span") if list(one.all("span"))] == chips


def test_undo_takes_back_and_says_so(bo, done, two):
    response = bo.post(f"{done}undo/")

    page = read(bo.get(done))
    assert (response.status_code, response.url) == (302, done)
    assert set(Application.objects.values_list("status", flat=True)) == {"new"}
    assert set(Message.objects.filter(kind="rejection").values_list("state", flat=True)) == {"cancelled"}
    assert page.one("h1").text == "Taken back for 2 people"
    assert list(page.all("button", **{"data-key": "u"})) == []


def test_undo_names_whom_it_was_too_late_for(bo, done, two):
    Message.objects.filter(abouts__application=two[0], kind="rejection").update(state="sent")

    page = read(bo.post(f"{done}undo/", follow=True))

    assert [one.text for one in page.all("div", class_="warning")] == [
        "Not taken back for Ida Ågård: The letter has left: Sent."
    ]
    assert page.one("div", class_="notice").text == "Taken back for one person."
    assert [one.text for one in list(page.all("ul", class_="lines"))[-1].all("li")] == [
        "Ida Ågård",
        "Ib Berg Taken back",
    ]


def test_undo_is_no_longer_offered_when_all_have_left(bo, done):
    Message.objects.filter(kind="rejection").update(state="sent")

    page = read(bo.get(done))

    assert page.one("section", id="progress").one("p", class_="muted").text == (
        "The letters have left; this can't be taken back any more."
    )


def test_undo_without_letters_lasts_a_day(bo, cast, two, draft):
    run = draft("save", two)
    bo.post(run, {"do": "perform"})
    offered = [bool(list(read(bo.get(run)).all("button", **{"data-key": "u"})))]

    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        bo.force_login(cast.bo)
        offered.append(bool(list(read(bo.get(run)).all("button", **{"data-key": "u"}))))
        late = read(bo.post(f"{run}undo/", follow=True))

    assert offered == [True, False]
    assert [one.text for one in late.all("div", class_="warning")] == [
        "Not taken back for Ida Ågård: More than 24 hours have passed.",
        "Not taken back for Ib Berg: More than 24 hours have passed.",
    ]


def test_undo_of_a_stranger_is_not_found(client, cast, done):
    client.force_login(cast.lise)

    assert client.post(f"{done}undo/").status_code == 404


@pytest.mark.parametrize("number", [1, 2])
def test_result_costs_the_same_for_one_and_two(bo, two, draft, number, django_assert_num_queries):
    run = draft("reject", two[:number])
    bo.post(run, ANSWERS)

    with django_assert_num_queries(9):
        bo.get(run)


def test_letters_that_were_put_off_are_released_together(bo, two, draft):
    run = draft("reject", two)
    bo.post(run, ANSWERS | {"tell": "later"})
    offered = read(bo.get(run)).one("button", class_="primary").text

    page = read(bo.post(f"{run}release/", follow=True))

    letters = Message.objects.filter(kind="rejection")
    assert offered == "Release 2 letters"
    assert set(letters.values_list("state", "not_before")) == {("queued", NOW + dt.timedelta(minutes=10))}
    assert page.one("p", id="progress-words").text == "0 of 2 letters sent · They leave at 10:10."
    assert [one.text for one in page.all("div", class_="success")] == ["Released."]


def test_release_leaves_what_a_person_has_held_or_stopped(bo, two, draft):
    run = draft("reject", two)
    bo.post(run, ANSWERS | {"tell": "later"})
    Message.objects.filter(kind="rejection", abouts__application=two[0]).update(state="held")

    bo.post(f"{run}release/")

    assert sorted(Message.objects.filter(kind="rejection").values_list("state", flat=True)) == ["held", "queued"]


def test_who_may_not_reject_releases_nothing(client, cast, two):
    run = act("reject", cast.bo_acts, two, answers={"type": "review", "reason": "others", "tell": "later"}).run
    cast.bo.rights = []
    cast.bo.save(update_fields=["rights"])
    client.force_login(cast.bo)

    response = client.post(f"/runs/{run}/release/")

    assert response.status_code == 403
    assert set(Message.objects.filter(kind="rejection").values_list("state", flat=True)) == {"draft"}
