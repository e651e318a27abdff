"""The cast, and an applicant with a link in the mail, while the clock stands still."""

import pytest
import time_machine

from tests.cast import NOW, Cast, applies
from tests.portal.mailed import Mailed, mailed


@pytest.fixture
def cast(db):
    """A fresh organisation at the cast's own time."""
    with time_machine.travel(NOW, tick=False):
        yield Cast()


@pytest.fixture
def ida(cast) -> Mailed:
    """Ida has applied for the teacher's job, in English, and holds the link of her receipt."""
    return mailed(applies(cast.teacher, "Ida Ågård", "en", email="ida@example.com"))
