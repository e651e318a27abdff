"""The sink itself: what the kill tests rest on must do what its plan says, and keep what it took."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sink import Fault, Sink, greylist

CONTENT = b"From: a@x.example\r\nMessage-ID: <%d@x.example>\r\n\r\nHello\r\n"


def send(sink: Sink, number: int = 1, to: str = "b@x.example") -> None:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as client:
        client.sendmail("a@x.example", [to], CONTENT % number)


def test_sink_keeps_what_it_took_through_a_kill(tmp_path) -> None:
    with Sink(tmp_path) as sink:
        send(sink, 1)
        os.kill(sink.pid, signal.SIGKILL)
        sink.stop()
        sink.start()
        send(sink, 2)

    assert [(mail.message_id, mail.rcpt) for mail in sink.mails()] == [
        ("<1@x.example>", "b@x.example"),
        ("<2@x.example>", "b@x.example"),
    ]
    assert [mail.raw for mail in sink.mails()] == [CONTENT % 1, CONTENT % 2]
    assert len({mail.sha for mail in sink.mails()}) == 1


def test_sink_ends_with_the_process_that_started_it(tmp_path) -> None:
    program = "import sys, os, pathlib; from tests.sink import Sink; "
    program += "print(Sink(pathlib.Path(sys.argv[1])).start().pid, flush=True); os._exit(0)"

    said = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=30)

    for _ in range(500):
        if not Path(f"/proc/{int(said.stdout)}").exists():
            break
        time.sleep(0.02)
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.stdout), 0)


def test_fault_strikes_after_and_as_often_as_planned(tmp_path) -> None:
    answers = []
    with Sink(tmp_path, faults=[Fault("rcpt", reply="450 Later", after=1, times=2)]) as sink:
        for number in range(4):
            try:
                send(sink, number)
                answers.append("taken")
            except smtplib.SMTPRecipientsRefused:
                answers.append("refused")

    assert answers == ["taken", "refused", "refused", "taken"]


def test_greylist_counts_for_each_recipient(tmp_path) -> None:
    with Sink(tmp_path, faults=[greylist(1)]) as sink:
        for to in ("b@x.example", "c@x.example"):
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                send(sink, to=to)
            send(sink, to=to)

    assert [mail.rcpt for mail in sink.mails()] == ["b@x.example", "c@x.example"]


def test_fault_for_one_person_leaves_the_others_alone(tmp_path) -> None:
    with Sink(tmp_path, faults=[Fault("rcpt", reply="550 Unknown", to="c")]) as sink:
        send(sink, to="b@x.example")
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            send(sink, to="c@x.example")

    assert [mail.rcpt for mail in sink.mails()] == ["b@x.example"]


def test_plan_may_change_while_the_sink_runs(tmp_path) -> None:
    with Sink(tmp_path) as sink:
        sink.plan(Fault("dot", reply="554 No"))
        with pytest.raises(smtplib.SMTPDataError):
            send(sink, 1)
        sink.plan()
        send(sink, 2)

    assert [mail.message_id for mail in sink.mails()] == ["<2@x.example>"]


@pytest.mark.parametrize(
    ("step", "drop", "arrived"),
    [
        ("connect", False, 0),
        ("mail", False, 0),
        ("rcpt", False, 0),
        ("data", False, 0),
        ("body", False, 0),
        ("dot", True, 0),
        ("dot", False, 1),
        ("reply", False, 1),
        ("sent", False, 1),
    ],
)
def test_kill_ends_the_client_at_its_step(tmp_path, step, drop, arrived) -> None:
    program = "import smtplib, sys, time; time.sleep(0.2); c = smtplib.SMTP('127.0.0.1', int(sys.argv[1]));"
    program += "c.sendmail('a@x.example', ['b@x.example'], 'Message-ID: <1@x.example>\\n\\nHello'); time.sleep(30)"
    with Sink(tmp_path) as sink:
        client = subprocess.Popen([sys.executable, "-c", program, str(sink.port)])
        sink.plan(Fault(step, kill=client.pid, drop=drop))

        ended = client.wait(20)

        assert ended == -signal.SIGKILL
        assert len(sink.mails()) == arrived
