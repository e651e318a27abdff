"""The cast, set up for each test of an action."""

import pytest

from tests.cast import Cast


@pytest.fixture
def cast(db) -> Cast:
    """A fresh organisation."""
    return Cast()
