"""Encryption and sign-in: what SMTP_URL asks for is done, or no mail leaves."""

import ssl
from base64 import b64decode

import pytest

from besked.messaging.transports import QUICK, Outcome, OutcomeKind, transport_for
from besked.messaging.transports.opening import Relay, Security
from besked.messaging.transports.smtp import SmtpTransport
from tests.messaging.transports.certificates import make_certificate
from tests.messaging.transports.letters import Journal, wire
from tests.messaging.transports.scripted import ScriptedServer
from tests.sink import Fault

SENT, RETRY, STOP = OutcomeKind.SENT, OutcomeKind.RETRY, OutcomeKind.STOP
NO_STARTTLS = "The mail server offers no encryption (STARTTLS), and SMTP_URL requires it"


def trusting(certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate[0])


def test_required_encryption_with_a_valid_certificate_sends(sink_with, transport_to, tmp_path) -> None:
    certificate = make_certificate(tmp_path)
    sink = sink_with(certificate=certificate)

    outcome = transport_to(sink, security=Security.REQUIRED, trust=trusting(certificate)).deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert [mail.tls for mail in sink.mails()] == [True]


def test_required_encryption_that_is_not_offered_stops_before_mail(sink_with, transport_to) -> None:
    sink = sink_with(talk=True)

    outcome = transport_to(sink, security=Security.REQUIRED).deliver(wire(), Journal())

    assert outcome == Outcome(STOP, NO_STARTTLS)
    assert [line.split()[1] for line in sink.talk()] == ["connect", "ehlo"]


@pytest.mark.parametrize(
    ("certificate", "trusted", "words"),
    [
        ({}, False, "The mail server's certificate isn't valid: self-signed certificate"),
        ({"expired": True}, True, "The mail server's certificate isn't valid: certificate has expired"),
        (
            {"address": "127.0.0.9"},
            True,
            "The mail server's certificate isn't valid: IP address mismatch, certificate is not valid for '127.0.0.1'.",
        ),
    ],
)
@pytest.mark.parametrize("security", [Security.REQUIRED, Security.IMPLICIT])
def test_required_encryption_with_a_wrong_certificate_stops_before_mail(
    sink_with, transport_to, tmp_path, certificate, trusted, words, security
) -> None:
    made = make_certificate(tmp_path, **certificate)
    sink = sink_with(certificate=made, implicit=security is Security.IMPLICIT, talk=True)
    trust = trusting(made) if trusted else None

    outcome = transport_to(sink, security=security, trust=trust).deliver(wire(), Journal())

    assert outcome == Outcome(STOP, words)
    assert [line for line in sink.talk() if "mail" in line] == []


@pytest.mark.parametrize(("reply", "kind"), [("454 TLS not available", RETRY), ("502 What", STOP)])
def test_required_encryption_that_is_refused_sends_nothing(sink_with, transport_to, tmp_path, reply, kind) -> None:
    sink = sink_with(certificate=make_certificate(tmp_path), faults=[Fault("starttls", reply=reply)])

    outcome = transport_to(sink, security=Security.REQUIRED).deliver(wire(), Journal())

    assert outcome == Outcome(kind, reply, QUICK if kind is RETRY else "")
    assert sink.mails() == []


def test_offered_encryption_is_used_whoever_signed_it(sink_with, transport_to, tmp_path) -> None:
    sink = sink_with(certificate=make_certificate(tmp_path, expired=True))

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert [mail.tls for mail in sink.mails()] == [True]


def test_offered_encryption_that_is_refused_is_done_without(sink_with, transport_to, tmp_path) -> None:
    faults = [Fault("starttls", reply="454 TLS not available")]
    sink = sink_with(certificate=make_certificate(tmp_path), faults=faults)

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert [mail.tls for mail in sink.mails()] == [False]


def test_encryption_from_the_first_byte_sends(sink_with, transport_to, tmp_path) -> None:
    certificate = make_certificate(tmp_path)
    sink = sink_with(certificate=certificate, implicit=True)

    outcome = transport_to(sink, security=Security.IMPLICIT, trust=trusting(certificate)).deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert [mail.tls for mail in sink.mails()] == [True]


def test_encryption_from_the_first_byte_is_tried_again_where_the_relay_speaks_in_clear(sink_with, transport_to) -> None:
    sink = sink_with()

    outcome = transport_to(sink, security=Security.IMPLICIT).deliver(wire(), Journal())

    assert (outcome.kind, outcome.retry_class) == (RETRY, QUICK)


def test_cut_after_the_dot_is_doubt_under_encryption_too(sink_with, transport_to, tmp_path) -> None:
    sink = sink_with(certificate=make_certificate(tmp_path), faults=[Fault("reply", drop=True)])

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome.kind is OutcomeKind.UNCERTAIN
    assert len(sink.mails()) == 1


@pytest.mark.parametrize("body", ["x", "x" * 20_000_000])
def test_cut_in_the_content_is_tried_again_under_encryption_too(sink_with, transport_to, tmp_path, body) -> None:
    sink = sink_with(certificate=make_certificate(tmp_path), faults=[Fault("body", drop=True)])

    outcome = transport_to(sink).deliver(wire(body=body), Journal())

    # A short mail has left whole before the cut, so nobody can say what the relay did with it.
    assert outcome.kind is (OutcomeKind.UNCERTAIN if body == "x" else RETRY)
    assert sink.mails() == []


def test_words_sent_in_clear_after_starttls_are_not_believed() -> None:
    says = [b"220 hi\r\n", b"250-sink\r\n250 STARTTLS\r\n", b"220 Go\r\n250-sink\r\n250 AUTH PLAIN\r\n"]
    with ScriptedServer(says) as server:
        relay = Relay("127.0.0.1", server.port, user="anna", password="secret")
        outcome = SmtpTransport(relay, before_dot=5).deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "The mail server went on in clear after STARTTLS", QUICK)
    assert [line.split()[0] for line in server.heard] == [b"ehlo", b"STARTTLS"]


@pytest.mark.parametrize(("user", "password"), [("anna", "secret"), ("ånna@kommune.example", "hemmelig:Ærø %40 🔑")])
def test_sign_in_with_the_right_password_sends(sink_with, user, password) -> None:
    sink = sink_with(login=(user, password))

    transport = transport_for(sink.url)
    outcome = transport.deliver(wire(), Journal())
    transport.close()

    assert outcome.kind is SENT
    assert [mail.user for mail in sink.mails()] == [user]


def test_sign_in_with_a_wrong_password_stops(sink_with, transport_to) -> None:
    sink = sink_with(login=("anna", "secret"), talk=True)

    outcome = transport_to(sink, user="anna", password="guessed").deliver(wire(), Journal())

    assert outcome == Outcome(STOP, "535 5.7.8 Authentication credentials invalid")
    assert [line for line in sink.talk() if "mail" in line] == []


def test_sign_in_that_is_needed_but_not_set_stops(sink_with, transport_to) -> None:
    sink = sink_with(login=("anna", "secret"))

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome == Outcome(STOP, "530 5.7.0 Authentication required")


def test_sign_in_that_is_not_possible_now_is_tried_again(sink_with, transport_to) -> None:
    sink = sink_with(login=("anna", "secret"), faults=[Fault("auth", reply="454 4.7.0 Later", times=1)])
    transport = transport_to(sink, user="anna", password="secret")

    outcome = transport.deliver(wire(), Journal())

    assert outcome == Outcome(RETRY, "454 4.7.0 Later", QUICK)
    assert transport.deliver(wire(), Journal()).kind is SENT


@pytest.mark.parametrize("offers", [b"250 SIZE 1000\r\n", b"250 AUTH GSSAPI CRAM-MD5\r\n"])
def test_sign_in_that_is_not_offered_stops(offers) -> None:
    with ScriptedServer([b"220 hi\r\n", b"250-sink\r\n" + offers]) as server:
        relay = Relay("127.0.0.1", server.port, user="anna", password="secret")
        outcome = SmtpTransport(relay, before_dot=5).deliver(wire(), Journal())

    assert outcome == Outcome(STOP, "504 The mail server offers no sign-in that we know (PLAIN, LOGIN)")
    assert [line.split()[0] for line in server.heard] == [b"ehlo"]


def test_sign_in_by_login_where_plain_is_not_offered() -> None:
    says = [
        b"220 hi\r\n",
        b"250-sink\r\n250 AUTH LOGIN\r\n",
        b"334 UGFzcw==\r\n",
        b"535 5.7.8 No\r\n",
    ]
    with ScriptedServer(says) as server:
        relay = Relay("127.0.0.1", server.port, user="ånna", password="Ærø")
        outcome = SmtpTransport(relay, before_dot=5).deliver(wire(), Journal())

    assert outcome == Outcome(STOP, "535 5.7.8 No")
    assert [b64decode(line.split()[-1]).decode() for line in server.heard[1:]] == ["ånna", "Ærø"]


def test_old_relay_without_ehlo_gets_the_mail(sink_with, transport_to) -> None:
    sink = sink_with(faults=[Fault("ehlo", reply="502 Not implemented", times=1)])

    outcome = transport_to(sink).deliver(wire(), Journal())

    assert outcome.kind is SENT
    assert len(sink.mails()) == 1


def test_relay_does_not_show_its_password() -> None:
    assert "secret" not in repr(Relay("127.0.0.1", 25, user="anna", password="secret"))
