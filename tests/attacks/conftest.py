"""The cast under attack: Bo is signed in, time stands still."""

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client

from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    with time_machine.travel(NOW, tick=False):
        for name in ("default", "counters"):
            caches[name].clear()
        yield Cast()


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def bo(cast):
    return signed_in(cast.bo)


@pytest.fixture
def anna(cast):
    return signed_in(cast.anna)
