"""The API against its own description: all it allows, and much that it doesn't, gets an answer that it describes."""

import json

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from schemathesis import GenerationMode

from besked.api.urls import api
from tests.api.caller import token_for
from tests.cast import act, applies

# What a description can't say (a department that exists, a time that lies ahead) is refused with 422.
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}}}
OPERATIONS = [
    (method.upper(), path)
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
    for method in methods
]
BOUNDED = hypothesis.settings(
    max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def description():
    """The description as a web server serves it, and the application behind it."""
    served = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    loaded = schemathesis.openapi.from_dict(served, config=schemathesis.Config.from_dict(CONFIG))
    loaded.app = get_wsgi_application()
    return loaded


@pytest.fixture(autouse=True)
def one_connection():
    """A request over WSGI ends by closing old connections; here it is the test's own, in its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def stage(cast):
    """Something to find: applications, a run, messages in several states."""
    rows = [applies(cast.teacher, f"Ida {place}") for place in range(3)]
    act("reject", cast.bo_acts, rows[:1], answers={"reason": "others"})
    return cast


@pytest.mark.parametrize("mode", GenerationMode, ids=[mode.value for mode in GenerationMode])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_operation_answers_as_described(description, stage, method, path, mode):
    headers = {"Authorization": f"Bearer {token_for(stage.anna)}"}

    @BOUNDED
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def every_answer_fits(case):
        case.call_and_validate(headers=headers)

    every_answer_fits()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_operation_turns_strangers_away(description, stage, method, path):
    @hypothesis.settings(BOUNDED, max_examples=3)
    @given(case=description[path][method].as_strategy())
    def every_answer_is_401(case):
        response = case.call(headers={"Authorization": "Bearer nobody"})
        assert response.status_code == 401
        assert response.headers["content-type"] == ["application/problem+json"]

    every_answer_is_401()
