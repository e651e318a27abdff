"""Vacancies over REST: listed, made, changed, closed when nobody waits in silence."""

import datetime as dt

import pytest

from besked.models import Application, Message, Vacancy
from tests.api.caller import Caller, token_for
from tests.cast import NOW, act, applies, vacancy

NEW = {"title": "Midwife", "languages": ["da", "en"], "deadline": "2026-12-18"}


def test_list_holds_visible_ones_newest_first(bo, cast):
    second = vacancy(cast.school, cast.bo)

    status, answer = bo.get("/vacancies")

    assert status == 200
    assert [item["id"] for item in answer["items"]] == [second.pk, cast.teacher.pk]
    assert answer["next"] is None


def test_list_goes_on_at_the_next_address(anna, cast):
    made = [vacancy(cast.school, cast.bo).pk for _ in range(3)]

    _status, first = anna.get("/vacancies", limit=2, state="open")
    address = first["next"].removeprefix("http://testserver/api/v1")
    second = anna.get(address)[1]

    assert [item["id"] for item in first["items"]] == [made[2], made[1]]
    assert [item["id"] for item in second["items"]] == [made[0], cast.nurse.pk]


def test_list_refuses_a_made_up_cursor(anna):
    status, answer = anna.get("/vacancies", cursor="WyJ4Il0")

    assert (status, answer["detail"]) == (404, "There is no such page: begin again without the cursor.")


@pytest.mark.parametrize(("state", "count"), [("open", 2), ("expired", 1), ("closed", 1), ("closing", 0), ("", 4)])
def test_list_filters_by_state(anna, cast, state, count):
    vacancy(cast.school, cast.bo, deadline=dt.date(2026, 11, 1))
    vacancy(cast.school, cast.bo, closing_at=NOW, closed_at=NOW)

    items = anna.get("/vacancies", state=state)[1]["items"]

    assert len(items) == count
    assert {item["state"] for item in items if state} <= {state}


def test_vacancy_has_its_shape(bo, cast):
    answer = bo.get(f"/vacancies/{cast.teacher.pk}")[1]

    assert answer == {
        "id": cast.teacher.pk,
        "title": "Teacher",
        "titles": {"da": "Lærer", "sv": "Lärare", "nb": "Lærer", "nl": "Leraar", "en": "Teacher"},
        "text": dict.fromkeys(("da", "sv", "nb", "nl", "en"), "Come and teach."),
        "slug": cast.teacher.slug,
        "reference": cast.teacher.reference,
        "department": cast.school.pk,
        "department_name": "Lindevang Skole",
        "owner": cast.bo.pk,
        "owner_email": "bo@havnsund.example",
        "languages": ["da", "sv", "nb", "nl", "en"],
        "deadline": "2026-11-30",
        "promise_days": 10,
        "positions": 1,
        "zone": "",
        "place": "",
        "criteria": [],
        "is_public": True,
        "state": "open",
        "created_at": "2026-11-23T09:00:00Z",
        "closed_at": None,
    }


def test_title_is_in_the_readers_language(cast):
    token = token_for(cast.bo)

    danish = Caller(token, accept_language="da").get(f"/vacancies/{cast.teacher.pk}")[1]

    assert danish["title"] == "Lærer"


def test_vacancy_of_others_is_not_there(bo, cast):
    status, answer = bo.get(f"/vacancies/{cast.nurse.pk}")

    assert (status, answer["title"]) == (404, "Not found")


def test_create_needs_title_and_languages_alone(bo, cast):
    status, answer = bo.post("/vacancies", NEW)

    assert status == 201
    made = Vacancy.objects.get(pk=answer["id"])
    assert (made.department, made.owner, made.slug) == (cast.school, cast.bo, "midwife")
    assert (made.promise_days, made.deadline, made.created_at) == (10, dt.date(2026, 12, 18), NOW)
    assert answer["titles"] == {"da": "Midwife", "en": "Midwife"}
    assert answer["state"] == "open"


def test_create_takes_all_the_rest(anna, cast):
    more = {
        "titles": {"da": "Jordemoder"},
        "text": {"da": "Kom og hjælp.\r\nTak."},
        "reference": "2026-99",
        "department": cast.care.pk,
        "owner": cast.carla.pk,
        "promise_days": 15,
        "positions": 2,
        "zone": "Europe/Oslo",
        "place": "Oslo",
        "criteria": ["Authorised", " ", "Calm"],
        "is_public": False,
    }

    status, answer = anna.post("/vacancies", NEW | more)

    assert status == 201
    kept = {name: answer[name] for name in more if name not in ("titles", "text", "criteria")}
    assert kept == {name: more[name] for name in kept}
    assert answer["titles"] == {"da": "Jordemoder", "en": "Midwife"}
    assert answer["text"] == {"da": "Kom og hjælp.\nTak.", "en": ""}
    assert answer["criteria"] == ["Authorised", "Calm"]


def test_second_vacancy_of_a_name_gets_its_own_address(bo):
    slugs = [bo.post("/vacancies", NEW | {"title": "Lærer på Ærø"})[1]["slug"] for _ in range(3)]

    assert slugs == ["larer-pa-aro", "larer-pa-aro-2", "larer-pa-aro-3"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"languages": []}, "languages"),
        ({"languages": ["de"]}, "languages.0"),
        ({"deadline": "tomorrow"}, "deadline"),
        ({"deadline": "9999-12-31"}, "deadline"),
        ({"promise_days": 0}, "promise_days"),
        ({"promise_days": "10"}, "promise_days"),
        ({"zone": "Mars Olympus"}, "zone"),
        ({"title": "\u0000\u200b"}, "title"),
        ({"titles": {"de": "Hebamme"}}, "titles.de"),
        ({"titles": {"da": " "}}, "titles.da"),
        ({"is_public": "yes"}, "is_public"),
    ],
)
def test_create_names_what_is_wrong(bo, wrong, field):
    status, answer = bo.post("/vacancies", NEW | wrong)

    assert status == 422
    assert [error["field"] for error in answer["errors"]] == [field]
    assert Vacancy.objects.count() == 2


@pytest.mark.parametrize(
    ("unknown", "field"),
    [
        ({"department": 999_999}, "department"),
        ({"owner": 999_999}, "owner"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_create_knows_what_there_is(bo, unknown, field):
    status, answer = bo.post("/vacancies", NEW | unknown)

    assert (status, [error["field"] for error in answer["errors"]]) == (409, [field])
    assert Vacancy.objects.count() == 2


def test_change_needs_a_title_in_a_new_language(bo, cast):
    made = bo.post("/vacancies", NEW)[1]

    status, answer = bo.patch(f"/vacancies/{made['id']}", {"languages": ["da", "sv"]})

    assert (status, [error["field"] for error in answer["errors"]]) == (409, ["titles.sv"])


def test_language_named_twice_counts_once(bo):
    assert bo.post("/vacancies", NEW | {"languages": ["da", "da"]})[1]["languages"] == ["da"]


def test_whole_number_may_have_a_point(bo, cast):
    assert bo.patch(f"/vacancies/{cast.teacher.pk}", {"positions": 3.0})[1]["positions"] == 3
    assert bo.patch(f"/vacancies/{cast.teacher.pk}", {"positions": 3.5})[0] == 422


def test_department_of_others_is_unknown(bo, cast):
    status, answer = bo.post("/vacancies", NEW | {"department": cast.care.pk})

    assert (status, [error["field"] for error in answer["errors"]]) == (409, ["department"])


def test_reader_makes_no_vacancy(cast):
    assert Caller(token_for(cast.rune)).post("/vacancies", NEW)[0] == 403


def test_change_keeps_what_is_not_named(bo, cast):
    before = bo.get(f"/vacancies/{cast.teacher.pk}")[1]

    status, after = bo.patch(f"/vacancies/{cast.teacher.pk}", {"positions": 3})

    assert (status, after) == (200, before | {"positions": 3})


def test_new_deadline_renews_the_promise(bo, cast):
    ida = applies(cast.teacher)

    bo.patch(f"/vacancies/{cast.teacher.pk}", {"deadline": "2027-01-15"})

    assert ida.answer_by == dt.date(2026, 12, 14)
    assert Application.objects.get(pk=ida.pk).answer_by == dt.date(2027, 1, 29)


def test_deadline_can_be_taken_away(bo, cast):
    assert bo.patch(f"/vacancies/{cast.teacher.pk}", {"deadline": None})[1]["deadline"] is None


def test_change_of_title_and_text(bo, cast):
    answer = bo.patch(f"/vacancies/{cast.teacher.pk}", {"title": "Dansklærer", "text": {"en": "New."}})[1]

    assert (answer["titles"]["da"], answer["titles"]["en"]) == ("Dansklærer", "Teacher")
    assert (answer["text"]["en"], answer["text"]["da"]) == ("New.", "Come and teach.")
    assert answer["slug"] == cast.teacher.slug


def test_close_refuses_while_somebody_waits_in_silence(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")
    act("reject", cast.bo_acts, [ida], answers={"reason": "others"})

    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/close")

    assert (status, answer["owed"]) == (409, [per.pk])
    assert answer["detail"] == "1 person is owed an answer, and none is on its way."
    assert Vacancy.objects.get(pk=cast.teacher.pk).closing_at is None


def test_close_begins_while_answers_are_on_their_way(bo, cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers={"reason": "others"})

    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/close")

    assert (status, answer["state"], answer["closed_at"]) == (200, "closing", None)


def test_close_ends_where_nobody_waits(bo, cast):
    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/close")

    assert (status, answer["state"], answer["closed_at"]) == (200, "closed", "2026-11-23T09:00:00Z")
    assert bo.post(f"/vacancies/{cast.teacher.pk}/close")[0] == 200


def test_close_needs_the_right(cast):
    assert Caller(token_for(cast.lise)).post(f"/vacancies/{cast.teacher.pk}/close")[0] == 404
    assert Caller(token_for(cast.rune)).post(f"/vacancies/{cast.teacher.pk}/close")[0] == 403
    assert Message.objects.count() == 0
