"""What we say to the gateway is what the telephone shows; what it refuses is known for what it is."""

import time
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from besked.lib.sms import BASIC, EXTENSION
from besked.messaging.transports import Outcome, OutcomeKind, Phase, sms_transport_for
from tests.gateway import Sms
from tests.messaging.transports.letters import Journal, wire
from tests.sms.queued import TO

TEXTS = [
    "Hej Søren. Husk vores samtale i morgen kl. 10 på Ærø.",
    "".join(sorted(BASIC - {"\r", "\n", " "})),
    "a" + "".join(sorted(EXTENSION)) + "z",
    "Cześć Łukasz, do zobaczenia",
    "Vi ses 😀",
    "a & b = c? d#e %41 +1 / <b>\"'",
    "To linjer:\nhttps://job.example/reply/abc_DEF-123/",
    "æ" * 160,
    "æ" * 161,
    "€uro|" * 120,
    "ł" * 70,
    "ł" * 71,
    "😀 ł" * 60,
]


def arrived(gateway) -> list[Sms]:
    """What has arrived, as soon as something has."""
    end = time.monotonic() + 20
    while not (found := gateway.received()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_text_arrives_as_it_was_written(text, gateway) -> None:
    journal = Journal()

    outcome = sms_transport_for(gateway.url).deliver(wire(to=TO, body=text), journal)

    assert outcome == Outcome(OutcomeKind.SENT, "202 0: Accepted for delivery")
    assert journal == [Phase.CONNECT, Phase.DATA, Phase.DONE]
    assert arrived(gateway) == [Sms(TO, "Besked", text)]


def test_library_of_providers_reaches_the_same_gateway(gateway) -> None:
    place = urlsplit(gateway.url)
    asked = f"-username={place.username}&-password={place.password}&-to={{to}}&-from=Besked&-charset=UTF-8&-coding=2"
    url = f"form://{place.hostname}:{place.port}{place.path}?method=GET&{asked}&:message=text&:title=&:type=&:version="

    outcome = sms_transport_for(url).deliver(wire(to=TO, body="Hej Łukasz 😀"), Journal())

    assert outcome == Outcome(OutcomeKind.SENT, "Taken by the provider")
    assert arrived(gateway) == [Sms(TO, "Besked", "Hej Łukasz 😀")]


def test_wrong_password_stops_everything_and_is_not_repeated(gateway) -> None:
    url = gateway.url.replace(":s3cr", ":s3cret")

    outcome = sms_transport_for(url).deliver(wire(to=TO), Journal())

    assert outcome == Outcome(OutcomeKind.STOP, "403 Authorization failed for sendsms")


def test_wrong_path_stops_everything(gateway) -> None:
    outcome = sms_transport_for(gateway.url.replace("sendsms", "sms")).deliver(wire(to=TO), Journal())

    assert replace(outcome, reply="") == Outcome(OutcomeKind.STOP, "")
    assert outcome.reply.startswith("404")


@pytest.mark.parametrize("url", ["kannel://a:b@127.0.0.1:9", "kannel://a:b@nobody.invalid"])
def test_gateway_that_is_not_there_is_tried_again(url) -> None:
    journal = Journal()

    outcome = sms_transport_for(url).deliver(wire(to=TO), journal)

    assert (outcome.kind, outcome.retry_class, journal) == (OutcomeKind.RETRY, "quick", [Phase.CONNECT])


def test_password_is_shown_by_nothing() -> None:
    transport = sms_transport_for(f"kannel://besked:{'hidden'}@127.0.0.1")

    assert "hidden" not in repr(vars(transport))
