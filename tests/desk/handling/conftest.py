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
def draft(bo):
    """Makes a draft as the selection dock does; returns its address."""

    def make(slug, applications, **more):
        ids = ",".join(str(application.pk) for application in applications)
        response = bo.post(f"/actions/{slug}/", {"ids": ids, **more})
        assert response.status_code == 302
        return response.url

    return make
