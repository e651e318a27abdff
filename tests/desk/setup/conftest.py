"""The cast at the settings: Anna administers and is signed in, and time stands still."""

import pytest
import time_machine

from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    with time_machine.travel(NOW, tick=False):
        yield Cast()


@pytest.fixture
def anna(client, cast):
    client.force_login(cast.anna)
    return client


@pytest.fixture
def visit(client, cast):
    """Asks for a page as somebody; gives the answer."""

    def get(who, address):
        client.force_login(who)
        return client.get(address)

    return get
