"""Every way a relay can answer, over a real connection: what the answer means, and whether the line stays usable."""

import re

import pytest

from besked.messaging.transports import QUICK, SLOW, Outcome, OutcomeKind, Phase
from tests.messaging.transports.letters import Journal, wire
from tests.sink import Fault

SENT, RETRY, FAILED = OutcomeKind.SENT, OutcomeKind.RETRY, OutcomeKind.FAILED
UNCERTAIN, STOP = OutcomeKind.UNCERTAIN, OutcomeKind.STOP

ANSWERS = [
    ("connect", "421 4.3.2 Too busy", RETRY, QUICK),
    ("connect", "450 Later", RETRY, QUICK),
    ("connect", "554 5.7.1 Your network is not welcome", STOP, ""),
    ("ehlo", "421 4.3.2 Going down", RETRY, QUICK),
    ("ehlo", "550 Who are you", STOP, ""),
    ("mail", "421 4.4.2 Idle too long", RETRY, QUICK),
    ("mail", "431 4.3.1 Disk full", RETRY, QUICK),
    ("mail", "432 4.3.2 Concurrent connections limit exceeded", RETRY, QUICK),
    ("mail", "451 4.3.0 Temporary trouble", RETRY, QUICK),
    ("mail", "452 4.3.1 Insufficient storage", RETRY, QUICK),
    ("mail", "530 5.7.0 Authentication required", STOP, ""),
    ("mail", "535 5.7.8 Sign in first", STOP, ""),
    ("mail", "550 5.7.60 Client does not have permission to send as this sender", STOP, ""),
    ("mail", "553 5.7.1 Sender address rejected: not owned by user", STOP, ""),
    ("mail", "550 5.1.8 Domain of sender address does not exist", FAILED, ""),
    ("mail", "552 5.3.4 Message too big", FAILED, ""),
    ("rcpt", "421 4.7.0 Too many errors", RETRY, QUICK),
    ("rcpt", "442 The connection was dropped", RETRY, QUICK),
    ("rcpt", "447 Delivery time-out", RETRY, QUICK),
    ("rcpt", "450 4.2.1 Mailbox busy", RETRY, SLOW),
    ("rcpt", "451 4.7.1 Greylisted", RETRY, SLOW),
    ("rcpt", "452 4.2.2 Mailbox full", RETRY, QUICK),
    ("rcpt", "550 5.1.1 No such user", FAILED, ""),
    ("rcpt", "550 5.7.1 Blocked by the recipient", FAILED, ""),
    ("rcpt", "530 5.7.0 Must issue a STARTTLS command first", STOP, ""),
    ("data", "421 4.3.2 Going down", RETRY, QUICK),
    ("data", "451 4.3.0 Not now", RETRY, SLOW),
    ("data", "554 5.5.1 No valid recipients", FAILED, ""),
    ("dot", "421 4.3.2 Going down", RETRY, QUICK),
    ("dot", "451 4.7.1 Greylisted after reading", RETRY, SLOW),
    ("dot", "452 4.3.1 Queue file write error", RETRY, QUICK),
    ("dot", "552 5.2.2 Over quota", FAILED, ""),
    ("dot", "554 5.7.1 Looks like spam", FAILED, ""),
]


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.parametrize(("step", "reply", "kind", "retry_class"), ANSWERS)
def test_answer_refusal_means_what_the_table_says(
    sink_with, transport_to, step, reply, kind, retry_class, pipelining
) -> None:
    sink = sink_with(faults=[Fault(step, reply=reply, times=1)], pipelining=pipelining)
    transport = transport_to(sink)

    outcome = transport.deliver(wire(), Journal())
    before = sink.mails()
    second = transport.deliver(wire(message_id="<8@besked.example>"), Journal())

    assert outcome == Outcome(kind, reply, retry_class)
    assert before == []
    assert second.kind is SENT
    assert [mail.message_id for mail in sink.mails()] == ["<8@besked.example>"]


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
def test_answer_refused_mail_leaves_the_connection_open(sink_with, transport_to, step) -> None:
    sink = sink_with(faults=[Fault(step, reply="550 5.1.1 No", times=1)])
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())

    transport.deliver(wire(), Journal())

    assert [mail.connection for mail in sink.mails()] == [1]


@pytest.mark.parametrize("answer", ["hello", "354 Go on", "199 Hm", "999 Hm", "25", "2x0 Taken", "250_Taken"])
def test_answer_nonsense_after_the_dot_is_doubt(sink_with, transport_to, answer) -> None:
    sink = sink_with(faults=[Fault("reply", reply=answer, times=1)])
    transport = transport_to(sink)

    outcome = transport.deliver(wire(), Journal())
    second = transport.deliver(wire(), Journal())

    assert outcome.kind is UNCERTAIN
    assert second.kind is SENT
    assert [mail.connection for mail in sink.mails()] == [1, 2]


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_answer_nonsense_before_the_dot_is_tried_again(sink_with, transport_to, step) -> None:
    sink = sink_with(faults=[Fault(step, reply="hello", times=1)])

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert (outcome.kind, outcome.retry_class) == (RETRY, QUICK)
    assert sink.mails() == []


def test_answer_yes_instead_of_go_on_sends_no_content(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("data", reply="250 Fine", times=1)])
    transport, journal = transport_to(sink), Journal()

    outcome = transport.deliver(wire(), journal)
    transport.deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "250 Fine", QUICK)
    assert journal == [Phase.CONNECT, Phase.ENVELOPE]
    assert [mail.connection for mail in sink.mails()] == [2]


def test_answer_too_large_a_mail_fails_and_the_next_goes_on(sink_with, transport_to) -> None:
    sink = sink_with(size=10_000)
    transport, journal = transport_to(sink), Journal()

    outcome = transport.deliver(wire(body="x" * 20_000), journal)
    second = transport.deliver(wire(), Journal())

    assert outcome.kind is FAILED
    assert re.fullmatch(r"552 The mail has \d+ bytes, and the mail server takes at most 10000", outcome.reply)
    assert journal == [Phase.CONNECT, Phase.ENVELOPE]
    assert second.kind is SENT
    assert [mail.connection for mail in sink.mails()] == [1]


def test_answer_relays_words_come_back_as_one_clean_line(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("rcpt", reply="550-5.1.1 Ukendt\t \x1b[31m modtager\r\n550 ÆØÅ " + "x" * 400)])

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome.reply == "550 5.1.1 Ukendt [31m modtager ÆØÅ " + "x" * 400


def test_answer_endless_words_are_cut(sink_with, transport_to) -> None:
    lines = "".join(f"550-{'x' * 90}\r\n" for _ in range(20))
    sink = sink_with(faults=[Fault("rcpt", reply=f"{lines}550 end")])

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert (outcome.kind, len(outcome.reply)) == (FAILED, 500)
