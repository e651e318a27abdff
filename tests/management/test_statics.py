"""Static files are collected when they changed, and only then."""

import pytest

from besked.management.statics import collect, fingerprint


@pytest.fixture
def target(settings, tmp_path):
    """An empty folder for them, and a source of our own."""
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "x.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [("css", tmp_path / "css")]
    return tmp_path


def test_collect_once(target):
    assert [collect(), collect()] == [True, False]
    assert (target / "static" / "css" / "x.css").read_text() == "a {}"


def test_collect_again_after_a_change(target):
    collect()
    (target / "css" / "x.css").write_text("b {}  ")

    assert collect() is True
    assert (target / "static" / "css" / "x.css").read_text() == "b {}  "


def test_collect_again_after_a_file_went(target):
    before = fingerprint()
    (target / "css" / "x.css").unlink()

    assert fingerprint() != before


def test_debug_collects_nothing(target, settings):
    settings.DEBUG = True

    assert collect() is False
