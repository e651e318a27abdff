"""Gives every test process an environment of its own, before Django's settings are read; the suite's own options.

With pytest-xdist each worker is a process, so each has its own data folder and, on SQLite, its own database file.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tools.need import KANNEL_MISSING, find_kannel

SUITE_SEEDS, SOAK_SEEDS = 20, 1000
FOREIGN = ("STORAGE_URL", "SMTP_URL", "SMS_URL", "BOUNCE_URL", "BESKED_DEBUG", "BESKED_BASE_URL", "BESKED_TIME_ZONE")

DATA = Path(tempfile.mkdtemp(prefix="besked-test-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
for name in FOREIGN:
    os.environ.pop(name, None)
os.environ["BESKED_DATA_DIR"] = str(DATA)
os.environ["BESKED_SECRET_KEY"] = "a secret that only the tests know, and long enough to be one"
(DATA / "static").mkdir()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="many seeds instead of few")
    parser.addoption("--seeds", default="", metavar="FROM:TO", help="these seeds")


def pytest_configure() -> None:
    from django.conf import settings  # noqa: PLC0415 -- the environment above has to be there first

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    try:
        from besked.lib.catalogs import compile_catalogs  # noqa: PLC0415 -- until it is there
    except ImportError:
        return
    compile_catalogs(Path(__file__).parent.parent / "besked" / "locale")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `kill_seed` runs once for each: 20 times in the suite, 1,000 times in a soak."""
    if "kill_seed" in metafunc.fixturenames:
        many, chosen = metafunc.config.getoption("--soak"), metafunc.config.getoption("--seeds")
        first, _, end = chosen.partition(":")
        usual = range(SOAK_SEEDS if many else SUITE_SEEDS)
        metafunc.parametrize("kill_seed", range(int(first), int(end)) if chosen else usual)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """That SMS were tested against a stand-in is no failure, and no secret either."""
    told = (report for reports in terminalreporter.stats.values() for report in reports)
    if any(getattr(report, "nodeid", "").startswith("tests/sms/") for report in told) and not find_kannel():
        terminalreporter.write_line(KANNEL_MISSING)
