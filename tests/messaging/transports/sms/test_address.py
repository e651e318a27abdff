"""SMS_URL: every good form is understood, every wrong one is one sentence that keeps the password to itself."""

import subprocess
import sys

import pytest

from besked.messaging.transports import check_sms_url, sms_transport_for
from besked.messaging.transports.demo import DemoTransport
from besked.messaging.transports.sms.address import _read
from besked.messaging.transports.sms.exchange import Server
from besked.messaging.transports.sms.kannel import Gateway, KannelTransport
from besked.messaging.transports.sms.providers import ProviderTransport
from tests.house import ROOT

SENDSMS = "/cgi-bin/sendsms"
GOOD = [
    (
        "kannel://anna:secret@sms.example.com:13013/cgi-bin/sendsms?from=Besked",
        Gateway(Server("sms.example.com", 13013), SENDSMS, "anna", "secret", "Besked"),
    ),
    ("kannel://a:b@127.0.0.1", Gateway(Server("127.0.0.1", 13013), SENDSMS, "a", "b")),
    ("kannel://a:b@[::1]:8/", Gateway(Server("::1", 8), SENDSMS, "a", "b")),
    ("kannels://a:b@sms.example.com/send", Gateway(Server("sms.example.com", 443, secure=True), "/send", "a", "b")),
    (
        "kannel://a%40b:p%2F%3A%40%23%C3%A6@h?from=%2B4520123456",
        Gateway(Server("h", 13013), SENDSMS, "a@b", "p/:@#æ", "+4520123456"),
    ),
    ("KANNEL://a:b@Host", Gateway(Server("host", 13013), SENDSMS, "a", "b")),
    ("demo:", None),
    ("seven://key/{to}", "seven://key/{to}"),
]
BEGIN = "SMS_URL must begin with kannel://, kannels:// or a provider's name and ://, or be demo:."
USER = "SMS_URL needs the user and the password that the gateway knows Besked by."
HOST = "SMS_URL needs the gateway's host name, as in kannel://user:password@sms.example.com:13013."
PATH = "SMS_URL has a path that can't be read; write / ? # or @ in a password as %2F %3F %23 %40."
ONE = "SMS_URL of a gateway knows one option: ?from=."
FROM = "SMS_URL has a from= that is neither a number nor a name of at most 11 plain letters."
TO = "SMS_URL needs {to} once, in the place where the provider expects the number."
BAD = [
    ("hidden", BEGIN),
    ("demo", BEGIN),
    ("demo://x", TO),
    ("kannel://", HOST),
    ("kannel://hidden@h", USER),
    ("kannel://h:13013", USER),
    ("kannel://a:hidden@h:0", HOST),
    ("kannel://a:hidden@h:99999", "SMS_URL has a host or port that can't be read."),
    ("kannel://a:hidden@h h", HOST),
    ("kannel://a:hid/den@h", "SMS_URL has a host or port that can't be read."),
    ("kannel://a:b@h/p q", PATH),
    ("kannel://a:b@h/p#hidden", PATH),
    ("kannel://a:b@h?to=1", ONE),
    ("kannel://a:b@h?from=A&from=B", ONE),
    ("kannel://a:b@h?from=", FROM),
    ("kannel://a:b@h?from=Søndersø", FROM),
    ("kannel://a:b@h?from=twelveletters", FROM),
    ("seven://hidden/", TO),
    ("seven://hidden/{to}/{to}", TO),
    ("seven://hidden/{to} x", BEGIN),
]


@pytest.mark.parametrize(("url", "meant"), GOOD)
def test_good_address_is_understood(url, meant) -> None:
    check_sms_url(url)

    assert _read(url) == meant


@pytest.mark.parametrize(("url", "words"), BAD)
def test_bad_address_is_one_sentence_without_the_secret(url, words) -> None:
    with pytest.raises(ValueError) as fault:
        check_sms_url(url)

    assert str(fault.value) == words
    assert "hidden" not in str(fault.value)


@pytest.mark.parametrize(
    ("url", "kind"),
    [("demo:", DemoTransport), ("kannel://a:b@h", KannelTransport), ("seven://key/{to}", ProviderTransport)],
)
def test_each_kind_has_its_transport(url, kind) -> None:
    assert type(sms_transport_for(url)) is kind


def test_reading_an_address_loads_no_heavy_library() -> None:
    words = "import sys; from besked.messaging.transports import check_sms_url as check; check('seven://key/{to}'); "
    asked = "print({'apprise', 'requests'} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", words + asked], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (told.stdout, told.stderr) == ("set()\n", "")
