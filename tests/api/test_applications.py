"""Applications over REST: taken in with their receipt, listed, ranked, with notes, events, messages, documents."""

import io

import pytest

from besked.models import Application, Document, Message
from tests.api.caller import Caller, token_for
from tests.cast import act, applies
from tests.documents.made import pdf

IDA = {"given_name": "Ida", "family_name": "Ågård", "email": "Ida@Example.com", "language": "da"}


def file(name, data):
    made = io.BytesIO(data)
    made.name = name
    return made


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
    ("wrong", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.dk, c@d.dk"}, "email"),
        ({"language": "de"}, "language"),
        ({"mobile": "call me"}, "mobile"),
        ({"received_at": "yesterday"}, "received_at"),
        ({"letter": 5}, "letter"),
    ],
)
def test_application_names_what_is_wrong(bo, cast, wrong, field):
    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA | wrong)

    assert status == 422
    assert [error["field"] for error in answer["errors"]] == [field]
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("refused", "field"),
    [
        ({"received_at": "2027-01-01T00:00:00Z"}, "received_at"),
        ({"received_at": "0000-01-01T00:00:60z"}, "received_at"),
        ({"email": "ida@intranet.local"}, "email"),
        ({"mobile": "123"}, "mobile"),
    ],
)
def test_application_names_what_a_rule_refuses(bo, cast, refused, field):
    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA | refused)

    assert (status, [error["field"] for error in answer["errors"]]) == (409, [field])
    assert Application.objects.count() == 0


def test_address_may_have_spaces_around_and_letters_of_its_own(bo, cast):
    told = IDA | {"email": " ida@københavn.dk "}

    assert bo.post(f"/vacancies/{cast.teacher.pk}/applications", told)[1]["email"] == "ida@xn--kbenhavn-54a.dk"


def test_closed_vacancy_takes_none(bo, cast):
    bo.post(f"/vacancies/{cast.teacher.pk}/close")

    status, answer = bo.post(f"/vacancies/{cast.teacher.pk}/applications", IDA)

    assert (status, answer["detail"]) == (409, "The vacancy is closed.")


def test_files_come_along(bo, cast):
    form = IDA | {"files": [file("CV æ.pdf", pdf()), file("ref.txt", b"She was kind.")]}

    status, answer = bo.send(f"/vacancies/{cast.teacher.pk}/applications", form)

    assert status == 201
    items = bo.get(f"/applications/{answer['id']}/documents")[1]["items"]
    assert [(item["kind"], item["name"], item["content_type"]) for item in items] == [
        ("cv", "CV æ.pdf", "application/pdf"),
        ("other", "ref.txt", "text/plain"),
    ]
    assert items[1]["size"] == 13


def test_bad_file_is_named_and_nothing_kept(bo, cast):
    form = IDA | {"files": [file("cv.pdf", pdf()), file("virus.exe", b"MZ\x90\x00\x03")]}

    status, answer = bo.send(f"/vacancies/{cast.teacher.pk}/applications", form)

    assert (status, answer["errors"][0]["field"]) == (409, "files")
    assert answer["errors"][0]["message"].startswith("virus.exe: Files of this kind")
    assert (Application.objects.count(), Document.objects.count()) == (0, 0)


def test_file_without_a_name_is_not_lost(bo, cast):
    status, answer = bo.send(f"/vacancies/{cast.teacher.pk}/applications", IDA | {"files": "My CV"})

    assert (status, answer["detail"]) == (422, "files: Send each file as a file, with its name.")
    assert Application.objects.count() == 0


def test_too_much_is_refused_while_it_arrives(bo, cast):
    path = f"/vacancies/{cast.teacher.pk}/applications"
    large = IDA | {"files": [file("large.txt", b"x" * (10 * 1024 * 1024 + 1))]}
    eleven = IDA | {"files": [file(f"{number}.txt", b"x") for number in range(11)]}
    heavy = IDA | {"files": [file(f"{number}.txt", b"x" * 9_000_000) for number in range(3)]}
    many = IDA | {"files": [file(f"{number}.txt", b"x") for number in range(30)]}

    answers = [bo.send(path, form) for form in (large, eleven, heavy, many)]

    assert [(status, answer["detail"]) for status, answer in answers] == [
        (409, "files: large.txt: The file is larger than 10 MB. Save it in a smaller form, and choose that."),
        (409, "files: At most 10 files."),
        (409, "files: All files together are larger than 25 MB."),
        (409, "files: At most 10 files."),
    ]
    assert Application.objects.count() == 0


def test_broken_form_gets_a_sentence(bo, cast):
    path = f"/api/v1/vacancies/{cast.teacher.pk}/applications"

    response = bo.client.post(path, b"--x\r\nnonsense", "multipart/form-data; boundary=")

    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


def test_other_forms_of_body_are_not_read(bo, cast):
    path = f"/api/v1/vacancies/{cast.teacher.pk}/applications"

    assert bo.client.post(path, "<ida/>", "application/xml").status_code == 415
    assert bo.client.post(path, "{", "application/json").status_code == 400


def test_reader_takes_nobody_in(cast):
    assert Caller(token_for(cast.rune)).post(f"/vacancies/{cast.teacher.pk}/applications", IDA)[0] == 403


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
