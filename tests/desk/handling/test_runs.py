"""The draft page: who, what and when; everything typed is kept; the button does it once."""

import datetime as dt

import pytest

from besked.models import Application, Message, Run
from tests.cast import act, applies, vacancy
from tests.desk.handling.reading import read

ANSWERS = {"answers": "1", "type": "review", "reason": "others", "note": "", "tell": "now", "send_at": ""}


@pytest.fixture
def four(cast):
    return [
        applies(cast.teacher, name, code, email=f"{code}{place}@example.com")
        for place, (name, code) in enumerate(
            [("Ida Ågård", "da"), ("Åsa Öberg", "sv"), ("Oskar Lindqvist", "sv"), ("Maarten Groot", "nl")]
        )
    ]


def button(page):
    return page.one("button", name="do", value="perform").text


def test_page_says_for_whom_and_for_whom_not(bo, cast, four, draft):
    act("withdraw", cast.bo_acts, four[3:])

    page = read(bo.get(draft("reject", four)))

    who = page.one("section", id="who")
    assert page.one("h1").text == "Rejection: 4 applicants"
    assert who.one("h2").text == "For 3 people"
    assert [one.text for one in who.all("span", class_="chip")] == ["Swedish 2", "Danish 1"]
    assert [one.text for one in who.all("li")] == [
        "Ida Ågård",
        "Åsa Öberg",
        "Oskar Lindqvist",
        "Maarten Groot Not possible: Withdrawn.",
    ]
    assert [one.text for one in page.one("section", id="written").all("button", name="show")] == [
        "Swedish 2",
        "Danish 1",
    ]


@pytest.mark.parametrize(
    ("slug", "answers", "words"),
    [
        ("reject", ANSWERS, "Send 4 answers"),
        ("reject", ANSWERS | {"tell": "later"}, "Reject 4, tell later"),
        ("reject", ANSWERS | {"tell": "at", "send_at": "2026-11-24T08:00"}, "Send 4 answers on 24 Nov 2026, 08:00"),
        ("reject", ANSWERS | {"tell": "at", "send_at": ""}, "Send 4 answers"),
        ("reject", ANSWERS | {"tell": "at", "send_at": "2020-01-01T08:00"}, "Send 4 answers"),
        ("reject", ANSWERS | {"send_at": "2026-11-24T08:00"}, "Send 4 answers"),
        ("email", {}, "Send 4 e-mails"),
        ("save", {}, "Save 4"),
        ("withdraw", {}, "Record 4 withdrawals"),
        ("transfer", {"answers": "1", "vacancy": ""}, "Transfer 4"),
        ("transfer", {"answers": "1", "vacancy": "", "copy": "on"}, "Copy 4"),
    ],
)
def test_button_states_the_count_and_when(bo, four, draft, slug, answers, words):
    run = draft(slug, four)

    bo.post(run, {"do": "save", **answers})

    assert button(read(bo.get(run))) == words


def test_button_says_one(bo, four, draft):
    assert button(read(bo.get(draft("withdraw", four[:1])))) == "Record 1 withdrawal"


def test_answers_are_kept_for_a_second_window(bo, four, draft):
    run = draft("reject", four)

    response = bo.post(run, ANSWERS | {"do": "save", "note": "Too short\x00 a CV", "type": "interview1"})

    page = read(bo.get(run))
    assert response.status_code == 302
    assert page.one("textarea", name="note").text == "Too short a CV"
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["interview1", "others"]


def test_missing_answer_gets_a_sentence_and_nothing_is_lost(bo, four, draft):
    run = draft("reject", four)

    response = bo.post(run, ANSWERS | {"do": "perform", "reason": "", "note": "Keep me"})

    page = read(response)
    assert response.status_code == 422
    assert [one.text for one in page.one("div", id="errors").all("li")] == ["Reason: Choose a reason."]
    assert page.one("textarea", name="note").text == "Keep me"
    assert Application.objects.filter(status="rejected").count() == 0


def test_perform_shows_the_result_at_the_same_address(bo, four, draft):
    run = draft("reject", four)

    response = bo.post(run, ANSWERS | {"do": "perform"})

    assert (response.status_code, response.url) == (302, run)
    assert read(bo.get(run)).one("h1").text == "4 applicants rejected"
    assert list(Message.objects.filter(kind="rejection").values_list("language", "state").order_by("pk")) == [
        ("da", "queued"),
        ("sv", "queued"),
        ("sv", "queued"),
        ("nl", "queued"),
    ]


def test_second_press_changes_nothing(bo, four, draft):
    run = draft("reject", four)

    codes = [bo.post(run, ANSWERS | {"do": "perform"}).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Message.objects.filter(kind="rejection").count() == 4


def test_colleague_who_was_first_is_named(bo, cast, four, draft):
    run = draft("reject", four)
    act("withdraw", cast.anna_acts, four[:1])

    bo.post(run, ANSWERS | {"do": "perform"})

    page = read(bo.get(run))
    left_out, done = page.all("ul", class_="lines")
    assert page.one("h1").text == "3 applicants rejected"
    assert [one.text for one in left_out.all("li")] == ["Ida Ågård Not possible: Withdrawn."]
    assert [one.text for one in done.all("li")] == ["Åsa Öberg", "Oskar Lindqvist", "Maarten Groot"]


def test_nobody_left_is_said_and_nothing_happens(bo, cast, four, draft):
    run = draft("reject", four)
    act("withdraw", cast.bo_acts, four)

    response = bo.post(run, ANSWERS | {"do": "perform"})

    assert response.status_code == 422
    assert read(response).one("p", class_="field-error").text == "Nobody is left for whom this is possible."
    assert Run.objects.get(slug="reject").state == "draft"


def test_other_people_do_not_see_a_draft(client, cast, four, draft):
    run = draft("reject", four)

    client.force_login(cast.lise)

    assert client.get(run).status_code == 404


def test_administrator_sees_a_draft_and_cannot_press(client, cast, four, draft):
    run = draft("reject", four)
    client.force_login(cast.anna)

    page = read(client.get(run))

    assert list(page.all("button", name="do", value="perform")) == []
    assert client.post(run, ANSWERS | {"do": "perform"}).status_code == 403


def test_person_without_the_right_reads_why(client, cast, four):
    client.force_login(cast.rune)

    page = read(client.get(client.post("/actions/reject/", {"ids": str(four[0].pk)}).url))

    assert page.one("section", id="who").one("li").text == "Ida Ågård You don't have the right to do this."
    assert page.one("button", name="do", value="perform").attributes.keys() >= {"disabled"}


def test_transfer_offers_vacancies_by_state_and_department(client, cast, four):
    client.force_login(cast.anna)
    other = vacancy(cast.school, cast.bo)
    run = client.post("/actions/transfer/", {"ids": str(four[0].pk)}).url

    page = read(client.get(run))

    groups = {one.attributes["label"]: [option.text for option in one.all("option")] for one in page.all("optgroup")}
    assert groups == {
        "Open · Lindevang Skole": [f"Teacher ({other.reference})"],
        "Open · Omsorg": [f"Teacher ({cast.nurse.reference})"],
    }


def test_long_selections_are_counted_and_not_listed(bo, cast, draft):
    run = draft("save", [applies(cast.teacher, f"Ida{n} Berg", email="") for n in range(60)])

    page = read(bo.get(run))

    names = [one.text for one in page.one("section", id="who").all("li")]
    assert (len(names), names[-1], button(page)) == (51, "and 10 more", "Save 60")


@pytest.mark.parametrize("number", [1, 3])
def test_draft_costs_the_same_for_one_and_three(bo, four, draft, number, django_assert_num_queries):
    run = draft("reject", four[:number])

    with django_assert_num_queries(14):
        bo.get(run)


def test_rejection_later_waits_as_drafts(bo, four, draft):
    run = draft("reject", four)

    bo.post(run, ANSWERS | {"do": "perform", "tell": "later"})

    assert set(Message.objects.filter(kind="rejection").values_list("state", flat=True)) == {"draft"}


def test_chosen_time_in_local_time_is_when_letters_leave(bo, four, draft):
    run = draft("reject", four)

    bo.post(run, ANSWERS | {"do": "perform", "tell": "at", "send_at": "2026-11-24T08:00"})

    leaving = set(Message.objects.filter(kind="rejection").values_list("not_before", flat=True))
    assert leaving == {dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)}


def test_transfer_offers_every_vacancy_but_their_own(bo, cast, four, draft):
    other = vacancy(cast.school, cast.bo, reference="T-2")

    page = read(bo.get(draft("transfer", four)))

    offered = [one.attributes["value"] for one in page.one("select", name="vacancy").all("option")]
    assert offered == ["", str(other.pk)]
