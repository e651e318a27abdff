"""The connection itself: no answer is waited for or read for ever, none is taken for another, and it is closed."""

import pytest

from besked.messaging.transports import QUICK, Outcome, OutcomeKind, Phase
from besked.messaging.transports.opening import Relay
from besked.messaging.transports.smtp import SmtpTransport
from tests.messaging.transports.letters import Journal, wire
from tests.messaging.transports.scripted import ScriptedServer

SENT, RETRY = OutcomeKind.SENT, OutcomeKind.RETRY


def test_line_dripping_answer_ends_in_time() -> None:
    with ScriptedServer([b"220 sink.example ready when you are\r\n"], slow=0.05) as server:
        outcome = SmtpTransport(Relay("127.0.0.1", server.port), before_dot=0.3).deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "The mail server didn't answer in time", QUICK)


@pytest.mark.parametrize("answer", [b"220-" + b"x" * 200_000, b"220-x\r\n" * 50_000])
def test_line_endless_answer_is_not_read_for_ever(answer) -> None:
    with ScriptedServer([answer]) as server:
        outcome = SmtpTransport(Relay("127.0.0.1", server.port), before_dot=5).deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "The mail server's answer doesn't end", QUICK)


def test_line_answer_nobody_asked_for_is_not_taken_for_the_next() -> None:
    yes = b"250 Fine\r\n"
    with ScriptedServer([b"220 hi\r\n", yes, yes, yes, b"354 Go on\r\n", yes + yes]) as server:
        transport = SmtpTransport(Relay("127.0.0.1", server.port), before_dot=5)
        first = transport.deliver(wire(), Journal())
        journal = Journal()
        transport._relay = Relay("127.0.0.1", 1)
        second = transport.deliver(wire(), journal)

    assert first.kind is SENT
    assert (second.kind, journal) == (RETRY, [Phase.CONNECT])


def test_line_close_says_goodbye_and_may_come_twice(sink_with, transport_to) -> None:
    sink = sink_with(talk=True)
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())

    transport.close()
    transport.close()

    assert [line for line in sink.talk() if "quit" in line] == ["1 quit"]
    assert transport.deliver(wire(), Journal()).kind is SENT
    assert [mail.connection for mail in sink.mails()] == [1, 2]


def test_line_close_after_the_relay_is_gone_is_quiet(sink_with, transport_to) -> None:
    sink = sink_with()
    transport = transport_to(sink)
    transport.deliver(wire(), Journal())
    sink.stop()

    transport.close()

    assert transport.deliver(wire(), Journal()).kind is RETRY
