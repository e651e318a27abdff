"""Further actions over REST: the same rules, the same words, once per key."""

import datetime as dt

import pytest

from besked.models import Application, Message, Run
from tests.api.caller import Caller, token_for
from tests.cast import NOW, applies


def test_menu_has_actions_in_their_order(bo):
    status, answer = bo.get("/actions")

    assert status == 200
    assert [item["slug"] for item in answer["items"]] == ["withdraw", "email", "invite", "reject", "save", "transfer"]
    assert answer["next"] is None


def test_menu_offers_reasons_inline(bo):
    reject = next(item for item in bo.get("/actions")[1]["items"] if item["slug"] == "reject")

    assert reject["answers"]["properties"]["reason"]["enum"] == ["others"]
    assert reject["answers"]["properties"]["reason"]["enumNames"] == ["Others matched more closely"]
    assert reject["answers"]["required"] == ["reason"]
    assert reject["answers"]["properties"]["send_at"]["format"] == "date-time"
    assert (reject["enters"], reject["bulk"]) == ("rejected", True)
    assert reject["leaves"] == ["interviewed", "invited", "new", "offered", "panel_review", "saved"]


def test_menu_offers_visible_vacancies_alone(bo, cast):
    transfer = next(item for item in bo.get("/actions")[1]["items"] if item["slug"] == "transfer")

    assert transfer["answers"]["properties"]["vacancy"]["enum"] == [cast.teacher.pk]


def test_menu_calls_the_sender_from(bo):
    email = next(item for item in bo.get("/actions")[1]["items"] if item["slug"] == "email")

    assert sorted(email["answers"]["properties"]) == ["body", "from", "subject", "to"]


def test_preview_tells_and_changes_nothing(bo, cast):
    ida, finn = applies(cast.teacher), applies(cast.nurse, "Finn Holm")

    status, answer = bo.post(
        "/actions/reject/preview", {"applications": [ida.pk, finn.pk], "answers": {"reason": "others"}}
    )

    assert status == 200
    assert answer["ready"] == [ida.pk]
    assert answer["refused"] == [{"application": finn.pk, "reason": "There is no such application."}]
    assert list(answer["letters"]["rejection"]) == ["da"]
    assert sorted(answer["letters"]["rejection"]["da"]) == ["body", "from", "signature", "subject"]
    assert answer["checks"] == []
    assert Application.objects.filter(status="new").count() == 2
    assert Run.objects.count() == 0


def test_preview_names_what_keeps_a_letter_back(bo, cast):
    ida = applies(cast.teacher)

    answer = bo.post("/actions/email/preview", {"applications": [ida.pk], "answers": {"subject": "Hej", "body": ""}})[1]

    assert answer["ready"] == []
    assert [(check["rule"], check["level"], check["application"]) for check in answer["checks"]] == [
        ("contents", "block", ida.pk)
    ]


def test_act_rejects_and_queues_the_letter(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås", "sv")

    status, answer = bo.post("/actions/reject", {"applications": [ida.pk, per.pk], "answers": {"reason": "others"}})

    assert status == 200
    assert answer == {"run": answer["run"], "done": [ida.pk, per.pk], "refused": [], "messages": 2}
    assert set(Application.objects.values_list("status", flat=True)) == {"rejected"}
    assert Message.objects.filter(kind="rejection", run=answer["run"]).count() == 2


def test_act_takes_letters_for_all_and_for_one(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")

    bo.post(
        "/actions/reject",
        {
            "applications": [ida.pk, per.pk],
            "answers": {"reason": "others"},
            "letters": {"rejection": {"da": {"subject": "Til alle"}}},
            "people": {str(per.pk): {"rejection": {"subject": "Til Per"}}},
        },
    )

    subjects = dict(Message.objects.filter(kind="rejection").values_list("abouts__application", "subject"))
    assert subjects == {ida.pk: "Til alle", per.pk: "Til Per"}


def test_act_says_what_is_wrong_with_answers(bo, cast):
    ida = applies(cast.teacher)

    status, answer = bo.post("/actions/reject", {"applications": [ida.pk], "answers": {"type": "never"}})

    assert status == 422
    assert answer["title"] == "Something has to be changed"
    assert [error["field"] for error in answer["errors"]] == ["type", "reason"]
    assert answer["errors"][1]["message"] == "Choose a reason."


def test_act_refuses_an_answer_of_another_kind(bo, cast):
    ida = applies(cast.teacher)

    status, answer = bo.post("/actions/reject", {"applications": [ida.pk], "answers": {"reason": {"a": 1}}})

    assert (status, answer["errors"]) == (422, [{"field": "reason", "message": "This must be text."}])


def test_act_says_which_rule_refuses(bo, cast):
    ida = applies(cast.teacher)
    answers = {"reason": "unknown", "tell": "at", "send_at": NOW.isoformat()}

    status, answer = bo.post("/actions/reject", {"applications": [ida.pk], "answers": answers})

    assert (status, answer["title"]) == (409, "Not possible now")
    assert answer["errors"] == [
        {"field": "reason", "message": "There is no such reason."},
        {"field": "send_at", "message": "Choose a time that lies ahead."},
    ]


def test_answer_that_is_left_empty_is_none(bo, cast):
    ida = applies(cast.teacher)
    answers = {"reason": "others", "type": "", "note": None, "send_at": "", "tell": None}

    assert bo.post("/actions/reject", {"applications": [ida.pk], "answers": answers})[1]["done"] == [ida.pk]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "applications"),
        ({"applications": []}, "applications"),
        ({"applications": ["1"]}, "applications.0"),
        ({"applications": [2**70]}, "applications.0"),
        ({"applications": [1], "answers": []}, "answers"),
        ({"applications": [1], "letters": {"rejection": {"da": "Hej"}}}, "letters.rejection.da"),
        ({"applications": [1], "people": {"1": []}}, "people.1"),
        ({"applications": [1], "people": {"1": {"rejection": {"body": 5}}}}, "people.1.rejection.body"),
        ([], ""),
        (None, ""),
    ],
)
def test_act_names_the_misshapen_part(bo, body, field):
    status, answer = bo.post("/actions/save", body)

    assert status == 422
    assert [error["field"] for error in answer["errors"]] == [field]


def test_act_knows_no_other_slug(bo):
    assert bo.post("/actions/promote", {"applications": [1]})[0] == 404
    assert bo.post("/actions/promote/preview", {"applications": [1]})[0] == 404


def test_act_without_the_right_refuses_each_person(cast):
    ida = applies(cast.teacher)
    rune = Caller(token_for(cast.rune))

    status, answer = rune.post("/actions/save", {"applications": [ida.pk]})

    assert status == 200
    assert answer["done"] == []
    assert answer["refused"] == [{"application": ida.pk, "reason": "You don't have the right to do this."}]


def test_same_key_is_done_once(bo, cast):
    ida = applies(cast.teacher)
    body = {"applications": [ida.pk], "answers": {"reason": "others"}}

    first = bo.post("/actions/reject", body, idempotency_key="monday")
    second = bo.post("/actions/reject", body, idempotency_key="monday")

    assert first == second == (200, {"run": first[1]["run"], "done": [ida.pk], "refused": [], "messages": 1})
    assert Message.objects.filter(kind="rejection").count() == 1


def test_same_key_with_other_content_is_a_conflict(bo, cast):
    ida = applies(cast.teacher)
    bo.post("/actions/save", {"applications": [ida.pk]}, idempotency_key="monday")

    status, answer = bo.post("/actions/withdraw", {"applications": [ida.pk]}, idempotency_key="monday")

    assert (status, answer["detail"]) == (409, "This Idempotency-Key was used before, for something else.")


def test_key_of_somebody_else_is_another_key(anna, bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")

    first = anna.post("/actions/save", {"applications": [ida.pk]}, idempotency_key="monday")[1]
    second = bo.post("/actions/save", {"applications": [per.pk]}, idempotency_key="monday")[1]

    assert (first["done"], second["done"]) == ([ida.pk], [per.pk])


def test_same_key_is_answered_after_its_time_has_passed(bo, cast, time_passes):
    ida = applies(cast.teacher)
    later = (NOW + dt.timedelta(hours=1)).isoformat()
    body = {"applications": [ida.pk], "answers": {"reason": "others", "tell": "at", "send_at": later}}
    first = bo.post("/actions/reject", body, idempotency_key="monday")

    time_passes(dt.timedelta(hours=2))

    assert bo.post("/actions/reject", body, idempotency_key="monday") == first


def test_undo_takes_back_and_names_the_rest(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")
    body = {"applications": [ida.pk, per.pk], "answers": {"reason": "others"}}
    run = bo.post("/actions/reject", body)[1]["run"]
    Message.objects.filter(kind="rejection", abouts__application=per).update(state="sent")

    status, answer = bo.post(f"/runs/{run}/undo")

    assert status == 200
    assert answer["undone"] == [ida.pk]
    assert [refused["application"] for refused in answer["refused"]] == [per.pk]
    assert Application.objects.get(pk=ida.pk).status == "new"


def test_run_of_somebody_else_is_not_there(bo, carla, cast):
    ida = applies(cast.teacher)
    run = bo.post("/actions/save", {"applications": [ida.pk]})[1]["run"]

    assert carla.post(f"/runs/{run}/undo")[0] == 404


def test_draft_of_the_desk_is_no_run(bo, cast):
    draft = Run.objects.create(slug="save", user=cast.bo, actor=f"user:{cast.bo.pk}", created_at=NOW)

    assert bo.post(f"/runs/{draft.pk}/undo")[0] == 404
