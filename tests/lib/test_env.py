"""Settings from the environment."""

from pathlib import Path

import pytest

from besked.lib.env import BadSetting, env_base, env_bool, env_int, env_secret, env_str, env_zone


def test_an_absent_or_empty_setting_is_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BESKED_X", raising=False)
    assert (env_str("BESKED_X", "a"), env_bool("BESKED_X", True), env_int("BESKED_X", 7)) == ("a", True, 7)

    monkeypatch.setenv("BESKED_X", " ")
    assert (env_str("BESKED_X", "a"), env_bool("BESKED_X"), env_secret("BESKED_X", "s")) == ("a", False, "s")


@pytest.mark.parametrize(("word", "value"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)])
def test_yes_and_no_in_several_words(monkeypatch: pytest.MonkeyPatch, word: str, value: bool) -> None:
    monkeypatch.setenv("BESKED_X", word)

    assert env_bool("BESKED_X", not value) is value


def test_a_number_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESKED_X", " 12 ")

    assert env_int("BESKED_X", 10) == 12


@pytest.mark.parametrize("word", ["ten", "1.5", "1e3", "٣", "²", "-", "9" * 99])
def test_a_number_that_is_none_stops_with_a_sentence(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("BESKED_X", word)

    with pytest.raises(BadSetting, match=r"^BESKED_X must be a whole number, and is “.*”\.$"):
        env_int("BESKED_X", 10)


def test_a_number_too_small_stops_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESKED_X", "-1")

    with pytest.raises(BadSetting, match=r"^BESKED_X must be at least 0, and is -1\.$"):
        env_int("BESKED_X", 10)


def test_a_word_that_is_neither_yes_nor_no_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESKED_X", "perhaps")

    with pytest.raises(BadSetting, match=r"^BESKED_X must be 1 or 0, and is “perhaps”\.$"):
        env_bool("BESKED_X")


def test_a_secret_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden\n")
    monkeypatch.setenv("BESKED_X_FILE", str(tmp_path / "secret"))

    assert env_secret("BESKED_X") == "hidden"


def test_a_secret_in_two_places_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESKED_X", "a")
    monkeypatch.setenv("BESKED_X_FILE", "b")

    with pytest.raises(BadSetting, match="both set"):
        env_secret("BESKED_X")


def test_a_secret_file_that_is_missing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESKED_X_FILE", "/nowhere/at/all")

    with pytest.raises(BadSetting, match=r"names /nowhere/at/all, which can't be read\.$"):
        env_secret("BESKED_X")


def test_zone_is_one_that_the_machine_knows(monkeypatch):
    assert env_zone("BESKED_X", "Europe/Oslo") == "Europe/Oslo"
    monkeypatch.setenv("BESKED_X", "Mars/Olympus")

    with pytest.raises(
        BadSetting, match=r"^BESKED_X must name a time zone such as Europe/Oslo, and is “Mars/Olympus”\.$"
    ):
        env_zone("BESKED_X", "Europe/Oslo")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://jobs.example.org/", "https://jobs.example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_base_address_has_no_slash_at_its_end(monkeypatch, given, kept):
    monkeypatch.setenv("BESKED_X", given)

    assert env_base("BESKED_X", "") == kept


@pytest.mark.parametrize(
    "given", ["nonsense", "ftp://x", "https://", "https://x/path", "https://user@x", "https://x:y"]
)
def test_base_address_that_leads_nowhere_is_refused(monkeypatch, given):
    monkeypatch.setenv("BESKED_X", given)

    with pytest.raises(BadSetting, match=r"^BESKED_X must be an address such as https://jobs\.example\.org, and is “"):
        env_base("BESKED_X", "")
