"""The cast, with the clock standing still while a test visits the public pages."""

import pytest
import time_machine

from tests.cast import NOW, Cast


@pytest.fixture
def cast(db):
    """A fresh organisation at the cast's own time."""
    with time_machine.travel(NOW, tick=False):
        yield Cast()
