"""The description: what each action asks is said for everybody, and what depends on the day is left open."""

import pytest

from besked.actions import MENU
from besked.api.door import api
from besked.api.urls import urlpatterns


@pytest.fixture(scope="module")
def description():
    assert urlpatterns  # the operations are there once the addresses are
    return api.get_openapi_schema(path_prefix="/api/v1/")


def body_of(description, path):
    reference = description["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return description["components"]["schemas"][reference.rpartition("/")[2]]


def test_each_operation_names_its_problems(description):
    operations = [one for methods in description["paths"].values() for one in methods.values()]

    assert [one["summary"] for one in operations if not {401, 403, 404, 422} <= set(one["responses"])] == []


def test_each_action_has_its_own_operations(description):
    expected = {f"/api/v1/actions/{kind.slug}{more}" for kind in MENU for more in ("", "/preview")}

    assert {path for path in description["paths"] if path.startswith("/api/v1/actions/")} == expected


def test_operations_have_names_of_their_own(description):
    names = [one["operationId"] for methods in description["paths"].values() for one in methods.values()]

    assert len(set(names)) == len(names)


def test_action_says_what_must_be_answered(description):
    body = body_of(description, "/api/v1/actions/reject")

    assert body["required"] == ["applications", "answers"]
    assert body["properties"]["answers"]["required"] == ["reason"]


def test_action_that_asks_nothing_needs_no_answers(description):
    body = body_of(description, "/api/v1/actions/save/preview")

    assert body["required"] == ["applications"]
    assert body["properties"]["answers"] == {"type": "object", "properties": {}, "required": []}


def test_choice_from_the_code_is_closed_and_one_from_the_database_open(description):
    reject = body_of(description, "/api/v1/actions/reject")["properties"]["answers"]["properties"]
    transfer = body_of(description, "/api/v1/actions/transfer")["properties"]["answers"]["properties"]

    assert reject["tell"] == {"anyOf": [{"type": "string", "enum": ["now", "at", "later"]}, {"enum": ["", None]}]}
    assert sorted(reject["reason"]) == ["pattern", "type"]
    assert transfer["vacancy"] == {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
