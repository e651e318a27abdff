"""The cast, and how each of them calls the API."""

import pytest
import time_machine

from tests.api.caller import Caller, token_for
from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    """The stage, with the clock stopped."""
    with time_machine.travel(NOW, tick=False):
        yield Cast()


@pytest.fixture
def anna(cast):
    """The administrator's program."""
    return Caller(token_for(cast.anna))


@pytest.fixture
def bo(cast):
    """The recruiter's program."""
    return Caller(token_for(cast.bo))


@pytest.fixture
def carla(cast):
    """The program of a recruiter elsewhere."""
    return Caller(token_for(cast.carla))


@pytest.fixture
def time_passes(cast):
    """Moves the stopped clock on."""
    travellers = []

    def forward(by):
        traveller = time_machine.travel(NOW + by, tick=False)
        traveller.start()
        travellers.append(traveller)

    yield forward
    for traveller in reversed(travellers):
        traveller.stop()
