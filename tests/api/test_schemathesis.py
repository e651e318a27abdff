"""The API against its own description, by the default settings of schemathesis: every check, every phase."""

import pytest
import schemathesis
from schemathesis.engine import Status, events, from_schema

from tests.api.caller import token_for
from tests.cast import Cast, act, applies

# Nothing is left on the disk, and all faults are told. What is generated, and how it is judged, is left as it comes.
SETTINGS = {"seed": 1, "cache": {"enabled": False}, "continue-on-failure": True}
FEW = 4  # examples of an operation, beside those that cover each border of its schema
# Two parts for two processes. Steps that follow each other begin at a list, so they are found among the rest.
PARTS = {"actions": "/(actions|acts|runs)", "rest": "/v1/(?!actions|acts|runs)"}
PHASES = {"actions": {"COVERAGE", "FUZZING"}, "rest": {"COVERAGE", "FUZZING", "STATEFUL_TESTING"}}


@pytest.fixture
def stage(live_server):
    """Something to find: applications, a run, messages in several states."""
    cast = Cast()
    rows = [applies(cast.teacher, f"Ida {place}") for place in range(3)]
    act("reject", cast.bo_acts, rows[:1], answers={"reason": "others"})
    return cast


def faults(event):
    """What an event of the run tells of: an answer that a check refused, or an error that ended a scenario."""
    if isinstance(event, events.ScenarioFinished):
        checks = [check for found in event.recorder.checks.values() for check in found]
        return [(event.label, str(check.failure_info.failure)) for check in checks if check.failure_info]
    if isinstance(event, events.NonFatalError | events.FatalError):
        return [(event, getattr(event, "value", ""))]
    return []


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS)
def test_api_answers_as_described(live_server, stage, part, pytestconfig):
    """A soak tries everything; the suite takes the previews, whose bodies are those of the actions, as read."""
    whole = pytestconfig.getoption("--soak")
    # Kept open, a connection to a server this simple waits for each packet to be confirmed: 40 ms a request.
    headers = {"Authorization": f"Bearer {token_for(stage.anna)}", "Connection": "close"}
    generation = {"database": "none"} | ({} if whole else {"max-examples": FEW})
    config = schemathesis.Config.from_dict(SETTINGS | {"headers": headers, "generation": generation})
    described = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json", config=config)
    described = described.include(path_regex=PARTS[part])
    if not whole:
        described = described.exclude(path_regex="(?<!reject)/preview$")

    told = list(from_schema(described).execute())

    assert [fault for event in told for fault in faults(event)] == []
    ended = [event for event in told if isinstance(event, events.PhaseFinished)]
    succeeded = {event.phase.name.name for event in ended if event.status == Status.SUCCESS}
    assert succeeded >= PHASES[part]
