"""The cast with the clock stopped, and a data folder in which everything is migrated."""

import shutil

import pytest
import time_machine

from tests.cast import NOW, Cast
from tests.management.typed import besked


@pytest.fixture
def cast(db):
    """The stage."""
    with time_machine.travel(NOW, tick=False):
        yield Cast()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A migrated instance, to be copied."""
    data = tmp_path_factory.mktemp("migrated")
    ended = besked(data, "migrate", "--verbosity", 0)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    return data


@pytest.fixture
def data(migrated, tmp_path):
    """A migrated instance of the test's own."""
    return shutil.copytree(migrated, tmp_path / "data")
