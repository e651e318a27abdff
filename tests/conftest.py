"""What every test may use: a database in a file or on a server, and its address for processes a test starts."""

from urllib.parse import quote

import pytest
from django.db import connection
from hypothesis import settings

from tests.environment import DATA
from tests.invariants import disagreeing_statuses

# A slow moment of a busy machine is no fault of the code: speed is measured in bench/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After each test that had the database, and before it is rolled back: status and history agree."""
    outcome = yield
    if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(item.fixturenames):
        assert connection.needs_rollback or disagreeing_statuses() == []
    return outcome


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite in a file, as in real life: in memory it locks differently, and no second process can open it."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(DATA / "test.sqlite3")


@pytest.fixture
def database_url(transactional_db):
    """The address of the test's own database, for the environment of a process that the test starts."""
    it = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{it['NAME']}"
    return f"postgresql://{quote(it['USER'])}:{quote(it['PASSWORD'])}@{it['HOST']}:{it['PORT']}/{quote(it['NAME'])}"
