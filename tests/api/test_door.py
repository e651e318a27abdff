"""Who comes in, and how every fault is answered."""

import json

import pytest
from django.test import Client

from besked.api.door import api
from besked.models import ApiToken
from tests.api.caller import Caller, token_for
from tests.cast import NOW, applies

BAD_BODIES = [b"{", b"\xff\xfe", b'{"applications": [NaN]}', b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"]


def problem_of(response):
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.json()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer \u00e5"])
def test_stranger_is_told_to_bring_a_token(cast, header):
    response = Client(headers={"authorization": header} if header else {}).get("/api/v1/vacancies")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Besked"'
    assert problem_of(response) == {
        "type": "about:blank",
        "title": "Not signed in",
        "status": 401,
        "detail": "Send a valid token: Authorization: Bearer …",
    }


def test_token_taken_back_is_worth_nothing(bo, cast):
    ApiToken.objects.update(revoked_at=NOW)

    assert bo.get("/vacancies")[0] == 401


def test_token_of_somebody_gone_is_worth_nothing(bo, cast):
    cast.bo.is_active = False
    cast.bo.save()

    assert bo.get("/vacancies")[0] == 401


def test_right_to_the_api_can_be_taken(bo, cast):
    cast.bo.rights = ["handle"]
    cast.bo.save()

    status, answer = bo.get("/vacancies")

    assert (status, answer["detail"]) == (403, "You don't have the right to use the API.")


def test_session_of_the_desk_opens_nothing(cast):
    client = Client()
    client.force_login(cast.anna)

    assert client.get("/api/v1/vacancies").status_code == 401


def test_token_needs_no_csrf(cast):
    ida, token = applies(cast.teacher), token_for(cast.bo)
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}"})

    body = json.dumps({"applications": [ida.pk]})

    assert client.post("/api/v1/actions/save", body, "application/json").status_code == 200


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_unreadable_body_gets_a_sentence(bo, body):
    response = bo.client.post("/api/v1/actions/save", body, "application/json")

    assert response.status_code == 400
    assert problem_of(response)["detail"] == "The body is not the JSON that this address takes."


def test_huge_body_is_too_large(bo):
    body = json.dumps({"applications": [1], "answers": {"a": "x" * 6_000_000}})

    response = bo.client.post("/api/v1/actions/save", body, "application/json")

    assert response.status_code == 413
    assert problem_of(response)["title"] == "Too large"


@pytest.mark.parametrize("path", ["/nothing", "/vacancies/none/such", "/applications/", "/"])
def test_unknown_address_is_a_problem(bo, path):
    assert bo.get(path)[0] == 404


def test_number_beyond_reason_gets_a_sentence(bo):
    assert [bo.get(f"/applications/{number}")[0] for number in (0, -1, 2**63, "x")] == [422] * 4
    assert bo.get(f"/applications/{2**63 - 1}")[0] == 404


def test_other_methods_are_named(bo):
    response = bo.client.delete("/api/v1/vacancies")

    assert response.status_code == 405
    assert sorted(response.headers["Allow"].split(", ")) == ["GET", "POST"]
    assert problem_of(response)["title"] == "Not possible here"


@pytest.mark.parametrize(
    ("asked", "spoken"), [("da", "da"), ("sv-SE,sv;q=0.9", "sv"), ("nb-NO,no;q=0.8", "nb"), ("nl", "nl"), ("de", "en")]
)
def test_faults_speak_the_callers_language(cast, asked, spoken):
    response = Caller(token_for(cast.bo), accept_language=asked).client.get("/api/v1/vacancies/999")

    assert (response.status_code, response.headers["Content-Language"]) == (404, spoken)


def test_faults_speak_the_users_language_where_none_is_asked_for(cast):
    cast.bo.language = "nl"
    cast.bo.save()

    response = Caller(token_for(cast.bo)).client.get("/api/v1/vacancies/999")

    assert response.headers["Content-Language"] == "nl"


def test_answers_are_kept_by_no_cache(bo):
    assert bo.client.get("/api/v1/vacancies").headers["Cache-Control"] == "private, no-store"


def test_our_own_mistake_is_a_problem(bo, cast, settings, caplog):
    """A broken row, such as no code of ours writes."""
    cast.teacher.languages = 5
    cast.teacher.save()

    response = bo.client.get(f"/api/v1/vacancies/{cast.teacher.pk}")

    assert response.status_code == 500
    assert problem_of(response)["detail"] == (
        "Something went wrong on our side. It has been written down; try again later."
    )


def test_documentation_lists_every_operation_from_this_host(client, db):
    page = client.get("/api/v1/docs").content.decode()
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values()

    assert page.count("<h3>") == sum(len(methods) for methods in paths)
    assert "Idempotency-Key" in page
    assert "<code>answers.tell</code> body · now | at | later</li>" in page
    assert "://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_openapi_is_open_to_everybody(client, db):
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Besked"
