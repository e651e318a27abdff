"""`besked doctor`: finds what is wrong, and says what to do."""

import datetime as dt

import pytest

from besked.management import checkup
from besked.models import Application, Message, SenderAddress, Tally
from tests.cast import NOW, act, applies
from tests.management.typed import besked, typed
from tests.sms.queued import sms


def found(name):
    return list(checkup.CHECKS[name](NOW))


def test_healthy_data_has_no_findings(cast):
    act("reject", cast.bo_acts, [applies(cast.teacher)], answers={"reason": "others"})
    data = ("status and history", "debts", "messages in hand", "outbox", "letters", "people", "database", "debug")

    assert {name: found(name) for name in data} == {name: [] for name in data}


def test_status_without_its_event_is_found(cast):
    ida = applies(cast.teacher)
    Application.objects.filter(pk=ida.pk).update(status="hired")

    assert found("status and history") == [f"The status of application {ida.pk} differs from the last event's."]
    Application.objects.filter(pk=ida.pk).update(status="new")


def test_wrong_debt_is_found(cast):
    ida = applies(cast.teacher, answered_at=NOW)

    assert found("debts") == [f"Whether application {ida.pk} is owed an answer is not what the letters say."]


def test_message_without_worker_is_found(cast):
    applies(cast.teacher)
    Message.objects.update(state="sending", worker="dead")

    (words,) = found("messages in hand")

    assert words.startswith(f"No live worker has message {Message.objects.get().pk} in hand")


def test_mail_that_should_have_left_is_found(cast):
    applies(cast.teacher)
    Message.objects.update(not_before=NOW - dt.timedelta(hours=1))

    assert found("outbox") == ["1 messages should have left by now, and no worker runs: besked worker"]


def test_stale_counts_are_found(cast):
    applies(cast.teacher)

    assert found("counts") == ["The counts of who is owed an answer lag behind; a running worker renews them."]
    Tally.objects.create(vacancy=cast.teacher, owed_by="owner", owed=1, counted_at=NOW)
    assert found("counts") == []


def test_absent_sms_gateway_is_said_once_somebody_waits(cast, settings):
    settings.SMS_URL = ""
    assert found("sms") == []
    sms()
    assert found("sms") == ["SMS_URL is not set: SMS stay queued and reach nobody."]
    settings.SMS_URL = "kannel://user@gateway"
    assert found("sms") == ["SMS_URL needs the user and the password that the gateway knows Besked by."]
    settings.SMS_URL = "kannel://user:password@gateway"
    assert found("sms") == []
    settings.SMS_URL, settings.BASE_URL = "demo:", "https://jobs.example.org"
    assert found("sms") == ["SMS_URL is demo: every SMS goes to the demo phone, and none to an applicant."]


def test_missing_and_impossible_senders_are_found(cast):
    assert found("sender addresses") == ["Nobody can answer to job@havnsund.example: its domain does not exist."]
    SenderAddress.objects.update(address="job@havnsund.dk")
    assert found("sender addresses") == []
    SenderAddress.objects.all().delete()
    assert found("sender addresses") == [
        "Havnsund has no sender address: letters leave from the recruiter's own. Add one in the settings."
    ]


def test_absent_mail_server_is_said(cast, settings):
    settings.SMTP_URL = ""
    assert found("mail") == ["SMTP_URL is not set: mail stays queued and nobody is told anything."]
    settings.SMTP_URL = "smtp://user@mail"
    assert found("mail") == ["SMTP_URL needs both a user and a password, or neither."]
    settings.SMTP_URL = "smtp://mail.example.org"
    assert found("mail") == []


def test_short_key_and_debug_are_said(cast, settings):
    settings.SECRET_KEY, settings.DEBUG = "short", True

    assert len(found("secret key")) == 1
    assert found("debug") == ["BESKED_DEBUG is on: never in the open."]


def test_doctor_exits_with_one_and_says_each_thing(cast, settings, capsys):
    settings.SMTP_URL = ""

    with pytest.raises(SystemExit) as end:
        typed("doctor")

    assert end.value.code == 1


def test_doctor_of_a_fresh_instance(data):
    before = besked(data, "doctor", SMTP_URL="smtp://mail.example.org")
    besked(data, "createadmin", "anna@havnsund.dk")
    after = besked(data, "doctor")

    assert "!!  people: There is no administrator; run: besked createadmin EMAIL\n" in before.stdout
    assert before.returncode == after.returncode == 1
    assert [line for line in after.stdout.splitlines() if line.startswith("!!")] == [
        "!!  mail: SMTP_URL is not set: mail stays queued and nobody is told anything.",
        "!!  sender addresses: Our organisation has no sender address: letters leave from the recruiter's own."
        " Add one in the settings.",
    ]
    assert after.stdout.count("\nok  ") + after.stdout.startswith("ok  ") == len(checkup.CHECKS) - 2


def test_errands_of_people_are_told_and_are_no_fault(cast):
    applies(cast.teacher)
    Message.objects.update(state="failed")

    assert list(checkup.errands(NOW)) == [
        "1 messages failed, came back or are uncertain, and wait for a person: besked outbox list"
    ]
