"""SMTP_URL: every good form is understood, every wrong one is one sentence that keeps the password to itself."""

import pytest

from besked.messaging.transports import check_url, transport_for
from besked.messaging.transports.address import _relay
from besked.messaging.transports.demo import DemoTransport
from besked.messaging.transports.opening import Relay, Security
from besked.messaging.transports.smtp import SmtpTransport

GOOD = [
    ("smtp://mail.example.com", Relay("mail.example.com", 25)),
    ("smtp://127.0.0.1:8301", Relay("127.0.0.1", 8301)),
    ("smtp://[::1]:2525/", Relay("::1", 2525)),
    ("smtp://anna:secret@mail.example.com", Relay("mail.example.com", 587, "anna", "secret")),
    (
        "smtp://anna%40b.example:p%2F%3A%40%23%C3%A6@mail.example.com:25",
        Relay("mail.example.com", 25, "anna@b.example", "p/:@#æ"),
    ),
    ("smtp://mail.example.com?tls=required", Relay("mail.example.com", 25, security=Security.REQUIRED)),
    ("smtps://mail.example.com", Relay("mail.example.com", 465, security=Security.IMPLICIT)),
    ("smtps://a:b@mail.example.com:4650/?tls=required", Relay("mail.example.com", 4650, "a", "b", Security.IMPLICIT)),
    ("smtps://a:b@mail.example.com", Relay("mail.example.com", 465, "a", "b", Security.IMPLICIT)),
    ("SMTP://Mail.Example.com", Relay("mail.example.com", 25)),
]
BAD = [
    ("", "SMTP_URL must begin with smtp:// or smtps://, or be demo:."),
    ("mail.example.com:25", "SMTP_URL must begin with smtp:// or smtps://, or be demo:."),
    ("http://mail.example.com", "SMTP_URL must begin with smtp:// or smtps://, or be demo:."),
    ("demo://inbox", "SMTP_URL must begin with smtp:// or smtps://, or be demo:."),
    ("smtp://", "SMTP_URL needs the mail server's host name, as in smtp://mail.example.com:25."),
    ("smtp://:25", "SMTP_URL needs the mail server's host name, as in smtp://mail.example.com:25."),
    ("smtp://mail.example.com:0", "SMTP_URL needs the mail server's host name, as in smtp://mail.example.com:25."),
    ("smtp://mail example.com", "SMTP_URL needs the mail server's host name, as in smtp://mail.example.com:25."),
    ("smtp://mail.example.com:99999", "SMTP_URL has a host or port that can't be read."),
    ("smtp://mail.example.com:port", "SMTP_URL has a host or port that can't be read."),
    ("smtp://[::1", "SMTP_URL has a host or port that can't be read."),
    ("smtp://anna@mail.example.com", "SMTP_URL needs both a user and a password, or neither."),
    ("smtp://:secret@mail.example.com", "SMTP_URL needs both a user and a password, or neither."),
    (
        "smtp://mail.example.com/inbox",
        "SMTP_URL ends after the port; write / ? # or @ in a password as %2F %3F %23 %40.",
    ),
    ("smtp://mail.example.com#x", "SMTP_URL ends after the port; write / ? # or @ in a password as %2F %3F %23 %40."),
    ("smtp://mail.example.com?tls=maybe", "SMTP_URL knows one option: ?tls=required."),
    ("smtp://mail.example.com?timeout=3", "SMTP_URL knows one option: ?tls=required."),
]


@pytest.mark.parametrize(("url", "relay"), GOOD)
def test_relay_is_read_from_the_address(url, relay) -> None:
    assert _relay(url) == relay


@pytest.mark.parametrize(("url", "sentence"), BAD)
def test_wrong_address_is_one_sentence(url, sentence) -> None:
    with pytest.raises(ValueError) as caught:
        check_url(url)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "url",
    ["smtp://anna:pass/word@mail.example.com", "smtp://anna:pass#word@mail.example.com", "smtp://anna:pass?word@x"],
)
def test_wrong_address_never_repeats_the_password(url) -> None:
    with pytest.raises(ValueError) as caught:
        check_url(url)

    assert "pass" not in str(caught.value).replace("a password", "")


@pytest.mark.parametrize(("url", "kind"), [("demo:", DemoTransport), (" smtp://mail.example.com \n", SmtpTransport)])
def test_transport_for_gives_the_kind_that_was_asked_for(url, kind) -> None:
    assert type(transport_for(url)) is kind
