"""Applications over REST: taken in with their receipt, listed, ranked, with notes, events, messages, documents."""

import pytest

from besked.models import Application, Message
from tests.cast import act, applies

IDA = {"given_name": "Ida", "family_name": "Ågård", "email": "Ida@Example.com", "language": "da"}


def test_application_comes_in_with_a_receipt(bo, cast):
    status, answer = bo.post(
        f"/vacancies/{cast.teacher.pk}/applications",
        IDA | {"mobile": "20 12 34 56", "letter": "Kære alle\r\n\u0000", "address": "Kirkevej 1", "received_at": None},
    )

    assert status == 201
    row = Application.objects.select_related("candidate").get(pk=answer["id"])
    assert (row.candidate.email, row.candidate.mobile, row.letter) == ("Ida@example.com", "+4520123456", "Kære alle")
    assert Message.objects.get().kind == "receipt"
    assert Message.objects.get().language == "da"


def test_application_has_its_shape(bo, cast):
    answer = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA)[1]

    assert answer == {
        "id": answer["id"],
        "vacancy": cast.teacher.pk,
        "candidate": answer["candidate"],
        "name": "Ida Ågård",
        "email": "Ida@example.com",
        "mobile": "",
        "status": "new",
        "stage": "review",
        "language": "da",
        "received_at": "2026-11-23T09:00:00Z",
        "decided_at": None,
        "answered_at": None,
        "answer_by": "2026-12-14",
        "owed": True,
        "owed_by": "owner",
        "offer_sent_at": None,
        "rank": None,
        "rating": None,
        "round": 1,
        "version": 1,
        "letter": "",
        "source": "api",
    }
    assert bo.get(f"/applications/{answer['id']}") == (200, answer)


def test_second_application_of_a_person_is_the_first(bo, cast):
    first = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA)
    second = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA | {"letter": "Again"})

    assert (first[0], second) == (201, (200, first[1]))


def test_day_of_arrival_can_be_told(bo, cast):
    told = IDA | {"received_at": "2026-11-20T08:00:00+01:00"}

    answer = bo.post(f"/vacancies/{cast.teacher.pk}/applications", told)[1]

    assert answer["received_at"] == "2026-11-20T07:00:00Z"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Ida Ågård", "Per Ås", "Åse Krogh"]),
        ({"status": "rejected"}, ["Ida Ågård"]),
        ({"status": "", "stage": "", "q": "", "rank": "", "owed": ""}, ["Ida Ågård", "Per Ås", "Åse Krogh"]),
        ({"stage": "interview1"}, ["Per Ås"]),
        ({"q": "aase"}, ["Åse Krogh"]),
        ({"q": "aase", "status": "rejected"}, []),
        ({"q": "\u0000a\u0000ase"}, ["Åse Krogh"]),
        ({"rank": "2"}, ["Per Ås"]),
        ({"owed": "true"}, ["Ida Ågård", "Per Ås", "Åse Krogh"]),
        ({"owed": "false"}, []),
    ],
)
def test_list_is_filtered(bo, cast, query, names):
    ida = applies(cast.teacher)
    applies(cast.teacher, "Per Ås", stage="interview1", rank=2)
    applies(cast.teacher, "Åse Krogh", email="aase@example.com")
    act("reject", cast.bo_acts, [ida], answers={"reason": "others"})

    answer = bo.get(f"/vacancies/{cast.teacher.pk}/applications", **query)[1]

    assert [item["name"] for item in answer["items"]] == names


def test_list_goes_on_where_it_stopped(bo, cast):
    made = [applies(cast.teacher, f"Ida {number}").pk for number in range(5)]

    found, address = [], f"/vacancies/{cast.teacher.pk}/applications?limit=2"
    while address:
        answer = bo.get(address)[1]
        found += [item["id"] for item in answer["items"]]
        address = (answer["next"] or "").removeprefix("http://testserver/api/v1")

    assert found == made


def test_rank_is_given_and_taken(bo, cast):
    ida = applies(cast.teacher)

    assert bo.patch(f"/applications/{ida.pk}", {"rank": 2})[1]["rank"] == 2
    assert bo.patch(f"/applications/{ida.pk}", {"rank": None})[1]["rank"] is None
    assert [bo.patch(f"/applications/{ida.pk}", {"rank": bad})[0] for bad in (0, 4, "1", True)] == [422] * 4
    assert bo.patch(f"/applications/{ida.pk}", {})[0] == 422


def test_status_cannot_be_written(bo, cast):
    ida = applies(cast.teacher)

    bo.patch(f"/applications/{ida.pk}", {"rank": 1, "status": "hired"})

    assert Application.objects.get(pk=ida.pk).status == "new"


def test_application_of_others_is_not_there(carla, cast):
    ida = applies(cast.teacher)
    parts = ("", "/notes", "/events", "/messages", "/documents")

    assert [carla.get(f"/applications/{ida.pk}{part}")[0] for part in parts] == [404] * 5
    assert carla.patch(f"/applications/{ida.pk}", {"rank": 1})[0] == 404
    assert carla.post(f"/applications/{ida.pk}/notes", {"text": "Hi"})[0] == 404


def test_note_is_written_and_read(bo, cast):
    ida = applies(cast.teacher)

    status, note = bo.post(f"/applications/{ida.pk}/notes", {"text": "Called\u2028twice"})

    assert status == 201
    assert note == {
        "id": note["id"],
        "application": ida.pk,
        "author": cast.bo.pk,
        "author_name": "Bo Holm",
        "text": "Called\ntwice",
        "at": "2026-11-23T09:00:00Z",
    }
    assert bo.get(f"/applications/{ida.pk}/notes")[1] == {"items": [note], "next": None}
    assert bo.post(f"/applications/{ida.pk}/notes", {"text": " \u200b "})[0] == 409


def test_events_tell_the_story(bo, cast):
    ida = applies(cast.teacher)
    run = bo.post("/actions/reject", {"applications": [ida.pk], "answers": {"reason": "others"}})[1]["run"]

    born, rejected = bo.get(f"/applications/{ida.pk}/events")[1]["items"]

    assert (born["action"], born["actor"], born["before"], born["after"]) == ("received", "system", "", "new")
    assert rejected == {
        "id": rejected["id"],
        "application": ida.pk,
        "action": "reject",
        "actor": f"user:{cast.bo.pk}",
        "by": "Bo Holm",
        "at": "2026-11-23T09:00:00Z",
        "before": "new",
        "after": "rejected",
        "run": run,
        "particulars": {"stage": "review", "reason": "others"},
    }


def test_messages_keep_their_links_closed(bo, cast):
    ida = applies(cast.teacher)

    (receipt,) = bo.get(f"/applications/{ida.pk}/messages")[1]["items"]

    assert (receipt["application"], receipt["kind"], receipt["state"]) == (ida.pk, "receipt", "queued")
    assert "{link:proof}" in receipt["body"]
    assert "/me/" not in receipt["body"]


def test_owed_lists_who_waits_longest_first(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")
    applies(cast.nurse, "Finn Holm")
    Application.objects.filter(pk=per.pk).update(received_at="2026-11-01T08:00:00Z")

    assert [item["id"] for item in bo.get("/owed")[1]["items"]] == [per.pk, ida.pk]


def test_endless_words_and_cursors_get_an_answer(bo, cast):
    path = f"/vacancies/{cast.teacher.pk}/applications"

    assert bo.get(path, q="x" * 5000) == (200, {"items": [], "next": None})
    assert bo.get(path, cursor="x" * 5000)[0] == 404
