"""How a command starts: its key, its settings, its name. Whatever is wrong is one sentence."""

import pytest

from tests.management.typed import besked


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"BESKED_UNDO_MINUTES": "soon"}, "BESKED_UNDO_MINUTES must be a whole number, and is “soon”."),
        (
            {"BESKED_TIME_ZONE": "Mars"},
            "BESKED_TIME_ZONE must name a time zone such as Europe/Copenhagen, and is “Mars”.",
        ),
        ({"BESKED_BASE_URL": "x"}, "BESKED_BASE_URL must be an address such as https://jobs.example.org, and is “x”."),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ({"DATABASE_URL": "x"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
    ],
    ids=lambda value: "=".join(*value.items()) if isinstance(value, dict) else "",
)
def test_wrong_setting_stops_the_start(tmp_path, setting, sentence):
    ended = besked(tmp_path, "doctor", **setting)

    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{sentence}\n")


def test_data_folder_that_cannot_be_made_stops_the_start(tmp_path):
    (tmp_path / "file").write_text("")

    ended = besked(tmp_path / "file", "doctor")

    assert (ended.returncode, ended.stderr.endswith("which can't be written to.\n")) == (1, True)


def test_unknown_command_is_named(tmp_path):
    ended = besked(tmp_path, "dance")

    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "There is no command “dance”. See: besked help\n")


def test_help_lists_our_commands_and_writes_nothing(tmp_path):
    ended = besked(tmp_path / "none", "help")

    assert (ended.returncode, ended.stderr) == (0, "")
    names = [line.split()[0] for line in ended.stdout.splitlines() if line.startswith("  ")]
    assert names == [
        "act", "backup", "createadmin", "demo", "doctor", "generate", "migrate", "outbox", "restore", "serve", "token",
        "web", "worker",
    ]  # fmt: skip
    assert not (tmp_path / "none").exists()


def test_first_start_keeps_a_key_for_its_owner(tmp_path):
    besked(tmp_path, "outbox")
    key = (tmp_path / "secret.key").read_text()
    besked(tmp_path, "outbox")

    assert (tmp_path / "secret.key").read_text() == key
    assert len(key) == 86
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "secret" in path.name) == ["secret.key"]


def test_given_key_is_not_kept(tmp_path):
    besked(tmp_path, "outbox", BESKED_SECRET_KEY="x" * 50)

    assert not (tmp_path / "secret.key").exists()
