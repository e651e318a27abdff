"""Deliveries over a real connection: what arrived, how far the journal says, and what a lost connection means."""

import os
import re

import pytest

from besked.messaging.transports import QUICK, Attachment, Outcome, OutcomeKind, Phase
from besked.messaging.transports.opening import Relay
from besked.messaging.transports.smtp import SmtpTransport
from tests.messaging.transports.letters import Journal, wire
from tests.sink import Fault, greylist

SENT, RETRY, FAILED, UNCERTAIN = OutcomeKind.SENT, OutcomeKind.RETRY, OutcomeKind.FAILED, OutcomeKind.UNCERTAIN
CONNECT, ENVELOPE, DATA, DONE = Phase


@pytest.mark.parametrize("pipelining", [False, True])
def test_smtp_delivery_marks_each_phase_as_it_begins(sink_with, transport_to, pipelining) -> None:
    sink = sink_with(pipelining=pipelining)
    journal = Journal()

    outcome = transport_to(sink).deliver(wire(), journal)

    assert outcome == Outcome(SENT, "250 2.0.0 Taken")
    assert journal == [CONNECT, ENVELOPE, DATA, DONE]
    (mail,) = sink.mails()
    assert (mail.message_id, mail.sender, mail.rcpt) == (wire().message_id, wire().return_path, wire().to)


def test_smtp_second_mail_uses_the_same_connection(sink_with, transport_to) -> None:
    sink = sink_with()
    transport, journal = transport_to(sink), Journal()
    transport.deliver(wire(), Journal())

    transport.deliver(wire(), journal)

    assert journal == [ENVELOPE, DATA, DONE]
    assert [mail.connection for mail in sink.mails()] == [1, 1]


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.parametrize("step", ["connect", "ehlo", "mail", "rcpt", "data", "body"])
def test_smtp_connection_cut_before_the_dot_is_tried_again(sink_with, transport_to, step, pipelining) -> None:
    sink = sink_with(faults=[Fault(step, drop=True)], pipelining=pipelining)
    journal = Journal()

    outcome = transport_to(sink).deliver(wire(body="x" * 20_000_000 if step == "body" else "x"), journal)

    assert (outcome.kind, outcome.retry_class) == (RETRY, QUICK)
    assert (DATA in journal) == (step == "body")
    assert sink.mails() == []


@pytest.mark.parametrize(("step", "arrived"), [("dot", 0), ("reply", 1)])
def test_smtp_connection_cut_after_the_dot_is_doubt(sink_with, transport_to, step, arrived) -> None:
    sink = sink_with(faults=[Fault(step, drop=True)])
    journal = Journal()

    outcome = transport_to(sink).deliver(wire(), journal)

    assert outcome.kind is UNCERTAIN
    assert journal == [CONNECT, ENVELOPE, DATA]
    assert len(sink.mails()) == arrived


@pytest.mark.parametrize("step", ["connect", "ehlo", "mail", "rcpt", "data"])
def test_smtp_silence_before_the_dot_is_tried_again(sink_with, transport_to, step) -> None:
    sink = sink_with(faults=[Fault(step, delay=30)])

    outcome = transport_to(sink, before_dot=0.2).deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "The mail server didn't answer in time", QUICK)
    assert sink.mails() == []


def test_smtp_silence_after_the_dot_is_doubt(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("reply", delay=30)])

    outcome = transport_to(sink, after_dot=0.2).deliver(wire(), Journal())

    assert outcome == Outcome(UNCERTAIN, "The mail server didn't answer in time")
    assert len(sink.mails()) == 1


def test_smtp_slow_answer_after_the_dot_is_waited_for(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("reply", delay=0.6)])

    outcome = transport_to(sink, before_dot=0.3, after_dot=10).deliver(wire(), Journal())

    assert outcome.kind is SENT


def test_smtp_waits_shortly_again_after_a_long_wait(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("mail", delay=1, after=1)])
    transport = transport_to(sink, before_dot=0.2, after_dot=30)
    transport.deliver(wire(), Journal())

    outcome = transport.deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "The mail server didn't answer in time", QUICK)


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.parametrize("fault", [Fault("sent", drop=True, times=1), Fault("mail", reply="421 Bye", after=1, times=1)])
def test_smtp_connection_closed_between_mails_is_replaced_silently(sink_with, transport_to, fault, pipelining) -> None:
    sink = sink_with(faults=[fault], pipelining=pipelining)
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())

    outcome = transport.deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert [mail.connection for mail in sink.mails()] == [1, 2]


def test_smtp_connection_is_replaced_once_and_not_for_ever(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("mail", reply="421 4.7.0 Enough for today", after=1)], talk=True)
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())

    outcome = transport.deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "421 4.7.0 Enough for today", QUICK)
    assert [line for line in sink.talk() if "connect" in line] == ["1 connect", "2 connect"]


def test_smtp_restarted_relay_gets_the_next_mail(sink_with, transport_to) -> None:
    sink = sink_with()
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())
    sink.stop()
    away = transport.deliver(wire(message_id="<8@besked.example>"), Journal())
    sink.start()

    back = transport.deliver(wire(message_id="<8@besked.example>"), Journal())

    assert (away.kind, away.retry_class, away.reply) == (RETRY, QUICK, "Connection refused")
    assert back.kind is SENT
    assert [mail.message_id for mail in sink.mails()] == [wire().message_id, "<8@besked.example>"]


def test_smtp_unknown_host_is_tried_again() -> None:
    transport = SmtpTransport(Relay("relay.invalid", 25), before_dot=5)

    outcome = transport.deliver(wire(), Journal())

    assert (outcome.kind, outcome.retry_class) == (RETRY, QUICK)


def test_smtp_journal_that_stops_the_mail_keeps_it_from_arriving(sink_with, transport_to) -> None:
    sink = sink_with()
    transport = transport_to(sink)

    def no_longer_ours(phase: Phase) -> None:
        if phase is DATA:
            raise LookupError("another worker has it")

    with pytest.raises(LookupError, match="another worker has it"):
        transport.deliver(wire(), no_longer_ours)
    journal = Journal()
    transport.deliver(wire(message_id="<8@besked.example>"), journal)

    assert journal == [CONNECT, ENVELOPE, DATA, DONE]
    assert [mail.message_id for mail in sink.mails()] == ["<8@besked.example>"]


def test_smtp_retries_send_the_same_mail(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("dot", reply="451 Later", times=2), greylist(2)])
    transport = transport_to(sink)

    kinds = [transport.deliver(wire(), Journal()).kind for _ in range(5)]
    kinds += [transport.deliver(wire(), Journal()).kind]

    assert kinds == [RETRY, RETRY, RETRY, RETRY, SENT, SENT]
    first, second = (re.sub(rb"Date: [^\r]+\r\n", b"", mail.raw) for mail in sink.mails())
    assert first == second
    assert b"Message-ID: <7.abc@besked.example>\r\n" in first


@pytest.mark.parametrize(
    "body",
    [
        ".\n",
        ".\n..\n...\n.\n",
        ".leading\n..leading\nnot . leading\n",
        "\n\n.\n\n",
        "QUIT\n.\nMAIL FROM:<a@b.example>\n",
        "",
        "x" * 100_000 + "\n",
        "æøå ÆØÅ ß İ 你好 👩‍👧 مرحبا\n" * 200,
        "line ends: \r\n and \r and \n",
        "space at the end \nand a tab\t\n",
    ],
)
def test_smtp_body_arrives_as_it_was(sink_with, transport_to, body) -> None:
    sink = sink_with()

    transport_to(sink).deliver(wire(body=body), Journal())

    (mail,) = sink.mails()
    expected = body.replace("\r\n", "\n").replace("\r", "\n")
    assert mail.message.get_content().replace("\r\n", "\n") == (
        expected if expected.endswith("\n") else expected + "\n"
    )


def test_smtp_large_attachment_arrives_whole(sink_with, transport_to) -> None:
    sink = sink_with()
    data = os.urandom(5_000_000)

    transport_to(sink).deliver(wire(attachments=[Attachment("cv.pdf", "application/pdf", data)]), Journal())

    (mail,) = sink.mails()
    assert [part.get_content() for part in mail.message.iter_attachments()] == [data]


@pytest.mark.parametrize(
    "change",
    [
        {"to": "a@b.example>\r\nRCPT TO:<other@c.example"},
        {"to": "a@b.example\n"},
        {"to": "a b@c.example"},
        {"to": "<a@b.example>"},
        {"to": "a@b.example,other@c.example"},
        {"to": "jørgen@post.example"},
        {"to": ""},
        {"return_path": "a@b.example> SIZE=1"},
        {"sender": "a@b.example\0", "return_path": ""},
        {"message_id": "<7@b.example>\r\nBcc: other@c.example"},
        {"message_id": "<7 8@b.example>"},
        {"headers": {"Bcc": "other@c.example"}},
        {"headers": {"X-Good\r\nBcc": "other@c.example"}},
    ],
)
def test_smtp_unfit_mail_fails_and_the_next_goes_on(sink_with, transport_to, change) -> None:
    sink = sink_with()
    transport = transport_to(sink)

    outcome = transport.deliver(wire(**change), Journal())
    second = transport.deliver(wire(), Journal())

    assert outcome.kind is FAILED
    assert outcome.reply.startswith("The ")
    assert second.kind is SENT
    assert [mail.rcpt for mail in sink.mails()] == [wire().to]


def test_smtp_empty_return_path_means_the_sender(sink_with, transport_to) -> None:
    sink = sink_with()

    transport_to(sink).deliver(wire(return_path=""), Journal())

    assert [mail.sender for mail in sink.mails()] == [wire().sender]
