"""The cast, on a frozen day."""

import pytest
import time_machine

from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    with time_machine.travel(NOW, tick=False):
        yield Cast()
