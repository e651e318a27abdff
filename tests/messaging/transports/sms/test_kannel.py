"""Every moment at which a gateway can fail, and what that means for the message."""

import socket
import ssl
import threading

import pytest

from besked.messaging.transports import SLOW, Outcome, OutcomeKind, Phase, sms_transport_for
from besked.messaging.transports.sms.exchange import Server
from besked.messaging.transports.sms.kannel import Gateway, KannelTransport
from tests.gateway import Answer, FakeGateway, Fault, Sms
from tests.messaging.transports.certificates import make_certificate
from tests.messaging.transports.letters import Journal, wire

TO = "+4520123456"
ASKED = [Phase.CONNECT, Phase.DATA]
ANSWERS = [
    (Answer(202, "3: Queued for later delivery"), OutcomeKind.SENT, ""),
    (Answer(200, "OK"), OutcomeKind.UNCERTAIN, ""),
    (Answer(400, "Number(s) has/have been denied by white- and/or black-lists."), OutcomeKind.FAILED, ""),
    (Answer(403, "Not routable. Do not try again."), OutcomeKind.FAILED, ""),
    (Answer(414, "Too long"), OutcomeKind.FAILED, ""),
    (Answer(401, "Who are you?"), OutcomeKind.STOP, ""),
    (Answer(403, "Authorization failed for sendsms"), OutcomeKind.STOP, ""),
    (Answer(404, "Nothing here"), OutcomeKind.STOP, ""),
    (Answer(302, "Moved"), OutcomeKind.STOP, ""),
    (Answer(503, "Temporal failure, try again later."), OutcomeKind.RETRY, SLOW),
    (Answer(429, "Slowly"), OutcomeKind.RETRY, SLOW),
    (Answer(500, "Sending failed."), OutcomeKind.UNCERTAIN, ""),
    (Answer(502, "Bad gateway"), OutcomeKind.UNCERTAIN, ""),
    (Answer(504, "Gateway timeout"), OutcomeKind.UNCERTAIN, ""),
]


def told(*faults: Fault, **changes) -> tuple[Outcome, Journal, FakeGateway]:
    """What becomes of one SMS."""
    journal = Journal()
    with FakeGateway(*faults) as gateway:
        outcome = sms_transport_for(gateway.url).deliver(wire(**{"to": TO, "body": "Hej", **changes}), journal)
    return outcome, journal, gateway


def listening(answer: bytes, *, wait: bool = False) -> int:
    """A port where one caller is answered so, and then (with *wait*) kept waiting."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = server.accept()
        with server, line:
            line.recv(65536)
            line.sendall(answer)
            if wait:
                line.recv(65536)

    threading.Thread(target=serve, daemon=True).start()
    return int(server.getsockname()[1])


@pytest.mark.parametrize(("answer", "kind", "retry"), ANSWERS)
def test_answer_means(answer, kind, retry) -> None:
    outcome, journal, _ = told(Fault("asked", answer=answer))

    assert outcome == Outcome(kind, f"{answer.status} {answer.words}", retry)
    assert journal[:2] == ASKED
    assert (Phase.DONE in journal) is (kind == OutcomeKind.SENT)


@pytest.mark.parametrize("step", ["asked", "taken"])
def test_no_answer_is_a_doubt(step) -> None:
    outcome, journal, _ = told(Fault(step, drop=True))

    assert (outcome.kind, journal) == (OutcomeKind.UNCERTAIN, ASKED)


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 2", b"220 mail.example.com\r\n", b"\0" * 90_000, b"HTTP/1.1 200 OK\r\n" * 300]
)
def test_answer_that_is_none_is_a_doubt(answer) -> None:
    transport = KannelTransport(Gateway(Server("127.0.0.1", listening(answer)), "/", "a", "b"))

    assert transport.deliver(wire(to=TO), Journal()).kind == OutcomeKind.UNCERTAIN


def test_answer_that_never_ends_is_not_waited_for() -> None:
    port = listening(b"HTTP/1.1 202 Accepted\r\nX: ", wait=True)
    transport = KannelTransport(Gateway(Server("127.0.0.1", port), "/", "a", "b"), patience=0.2)

    outcome = transport.deliver(wire(to=TO), Journal())

    assert outcome == Outcome(OutcomeKind.UNCERTAIN, "The SMS gateway didn't answer in time")


def test_mark_that_raises_ends_the_attempt_before_anything_is_said() -> None:
    class Buried(Exception):
        pass

    def mark(phase: Phase) -> None:
        if phase == Phase.DATA:
            raise Buried

    with FakeGateway() as gateway, pytest.raises(Buried):
        sms_transport_for(gateway.url).deliver(wire(to=TO), mark)

    assert gateway.queries == []


def test_gateway_is_asked_for_seven_bits_and_all_reports() -> None:
    *_, gateway = told(body="Hej Søren €\r\n", report_url="https://job.example/api/v1/sms-reports/7/x/")

    assert gateway.queries == [
        {
            "username": "besked",
            "password": "s3cr#t/:@",
            "to": TO,
            "text": "Hej Søren €",
            "charset": "UTF-8",
            "coding": "0",
            "dlr-mask": "31",
            "from": "Besked",
            "dlr-url": "https://job.example/api/v1/sms-reports/7/x/?type=%d",
        }
    ]


def test_two_bytes_are_used_only_where_seven_bits_do_not_do() -> None:
    *_, gateway = told(body="Łódź")

    assert [query["coding"] for query in gateway.queries] == ["2"]
    assert gateway.received() == [Sms(TO, "Besked", "Łódź")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to": ""}, "This is no number that an SMS can be sent to."),
        ({"to": "20123456"}, "This is no number that an SMS can be sent to."),
        ({"to": f"{TO},+4520123457"}, "This is no number that an SMS can be sent to."),
        ({"to": f"{TO}&dlr-mask=0"}, "This is no number that an SMS can be sent to."),
        ({"body": " \n"}, "The SMS says nothing."),
        ({"body": "a" * 1531}, "The SMS would travel in 11 parts; more than 10 are not sent."),
    ],
)
def test_unfit_message_is_refused_without_asking(changes, words) -> None:
    outcome, journal, gateway = told(**changes)

    assert (outcome, journal) == (Outcome(OutcomeKind.FAILED, words), [])
    assert gateway.queries == []


def test_password_that_comes_back_is_not_kept() -> None:
    outcome, *_ = told(Fault("asked", answer=Answer(400, "username=besked&password=s3cr#t/:@ is bad")))

    assert outcome.reply == "400 username=besked&password=… is bad"


def test_encrypted_gateway_with_an_unknown_certificate_gets_nothing(tmp_path) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(tmp_path))

    def serve() -> None:
        try:
            context.wrap_socket(server.accept()[0], server_side=True).close()
        except OSError:
            server.close()

    threading.Thread(target=serve, daemon=True).start()
    url = f"kannels://a:b@127.0.0.1:{server.getsockname()[1]}"
    journal = Journal()

    outcome = sms_transport_for(url).deliver(wire(to=TO), journal)

    assert (outcome.kind, journal) == (OutcomeKind.STOP, [Phase.CONNECT])
    assert outcome.reply.startswith("The SMS gateway's certificate isn't valid: ")
