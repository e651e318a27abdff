"""The cast at the desk: Bo is signed in, and time stands still."""

import pytest
import time_machine

from tests.cast import NOW, Cast


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast(db, frozen):
    return Cast()


@pytest.fixture
def bo(client, cast):
    client.force_login(cast.bo)
    return client


@pytest.fixture
def signed_in(client, cast):
    """Signs somebody of the cast in, by name."""

    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


@pytest.fixture
def queries(django_assert_num_queries):
    """How many queries an address costs; the first visit warms what a process keeps."""

    def cost(client, address, number):
        client.get(address)
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200

    return cost
