"""Taking in applications: what is wrong is named, files come along, and nothing is half kept."""

import io

import pytest

from besked.models import Application, Document
from tests.api.caller import Caller, token_for
from tests.documents.made import pdf

IDA = {"given_name": "Ida", "family_name": "Ågård", "email": "Ida@Example.com", "language": "da"}


def file(name, data):
    made = io.BytesIO(data)
    made.name = name
    return made


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
        ({"given_name": "Win at www.example.com"}, "given_name"),
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
