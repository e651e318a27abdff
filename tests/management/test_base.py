"""Bad input ends with one sentence and exit code 2, never with a traceback."""

import pytest
from django.db import OperationalError

from besked.management.base import database_words
from tests.management.typed import besked


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["token"], "The following arguments are required: email"),
        (["token", "nobody"], "“nobody” is not a valid e-mail address."),
        (["token", "nobody@example.com"], "There is no user with the address nobody@example.com."),
        (["createadmin", "a@b, c@d"], "“a@b, c@d” is not a valid e-mail address."),
        (["serve", "--bind", "here"], "“here” is not an address; write it as 127.0.0.1:8000."),
        (["web", "--bind", "127.0.0.1:99999"], "“127.0.0.1:99999” is not an address; write it as 127.0.0.1:8000."),
        (["generate", "--vacancies", "0", "--applications", "1"],
         "Ask for 1 to 10,000 vacancies and at most 10,000,000 applications."),
        (["generate", "--vacancies", "x"], "Argument --vacancies: invalid int value: 'x'"),
        (["act", "promote", "1"],
         "There is no further action “promote”; there are withdraw, email, invite, reject, save, transfer, reply, "
         "book, move, cancel-interview, held, no-show, rate."),
        (["act", "save", "0"], "An application's number is 1 or more."),
        (["act", "reject", "1", "--answers", "{"],
         "--answers is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (["act", "reject", "1", "--answers", "[]"], "--answers must be a JSON object, as in {}."),
        (["outbox", "show", "x"], "Name a message by its number, as `besked outbox list` shows it."),
        (["outbox", "show", "7"], "There is no message 7."),
        (["restore", "no-such-file"], ""),
        (["backup", "/no/such/folder/file.tar"], "There is no folder /no/such/folder."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_bad_input_ends_with_a_sentence(migrated, words, sentence):
    ended = besked(migrated, *words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.strip().endswith(sentence or "can't be read as a backup.")


def test_database_without_tables_says_what_to_do(tmp_path):
    ended = besked(tmp_path, "outbox")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "The database is not ready (no such table: besked_message); run: besked migrate\n"


def test_wrong_mail_address_stops_the_start(migrated):
    ended = besked(migrated, "worker", "--drain", SMTP_URL="http://mail")

    assert (ended.returncode, ended.stderr) == (2, "SMTP_URL must begin with smtp:// or smtps://, or be demo:.\n")


def test_help_is_no_fault(migrated):
    ended = besked(migrated, "token", "--help")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("usage: besked token")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("no such table: x", "The database is not ready (no such table: x); run: besked migrate"),
        (
            'relation "x" does not exist\nLINE 1',
            'The database is not ready (relation "x" does not exist); run: besked migrate',
        ),
        ("connection refused", "The database does not answer: connection refused"),
        ("", "The database does not answer: OperationalError"),
    ],
)
def test_database_words(fault, words):
    assert database_words(OperationalError(fault)) == words


def test_wrong_sms_address_ends_the_start_without_the_password(migrated, tmp_path):
    kept = tmp_path / "sms-url"
    kept.write_text("kannel://besked:hidden@gateway?to=1\n")

    ended = besked(migrated, "worker", "--drain", SMTP_URL="demo:", SMS_URL_FILE=str(kept))

    assert (ended.returncode, ended.stderr) == (2, "SMS_URL of a gateway knows one option: ?from=.\n")


def test_address_that_only_the_library_can_judge_ends_the_worker(migrated):
    ended = besked(migrated, "worker", "--drain", SMTP_URL="demo:", SMS_URL="46elks://user:hidden@{to}?from=Besked")

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.endswith(
        "SMS_URL has {to} where the provider expects no number, or another number beside it.\n"
    )
