"""The cast, and an applicant with a link in the mail, while the clock stands still."""

import pytest
import time_machine

from tests.cast import NOW, Cast, applies
from tests.portal.mailed import TIMES, Invited, Mailed, invite, mailed


@pytest.fixture
def cast(db):
    """A fresh organisation at the cast's own time."""
    with time_machine.travel(NOW, tick=False):
        yield Cast()


@pytest.fixture
def ida(cast) -> Mailed:
    """Ida has applied for the teacher's job, in English, and holds the link of her receipt."""
    return mailed(applies(cast.teacher, "Ida Ågård", "en", email="ida@example.com"))


@pytest.fixture
def guest(cast) -> Invited:
    """Ida is invited to 1 December at ten, in English, and holds the link of the invitation."""
    return invite(cast, applies(cast.teacher, "Ida Ågård", "en", email="ida@example.com"))


@pytest.fixture
def chooser(cast) -> Invited:
    """Ida may choose among three times."""
    return invite(cast, applies(cast.teacher, "Ida Ågård", "en", email="ida2@example.com"), **TIMES)
