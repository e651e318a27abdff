"""The library of providers: one number for each call, nobody else, and its yes or no understood."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from besked.messaging.transports import QUICK, SLOW, Outcome, OutcomeKind, Phase, sms_transport_for
from tests.messaging.transports.letters import Journal, wire

TO = "+4520123456"
TEXT = "Hej Łukasz 😀\nVi ses"
NOWHERE = "SMS_URL has {to} where the provider expects no number, or another number beside it."


@pytest.fixture
def provider() -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """`(address, asked)`: it answers with the status that its path names; 0 hangs up."""
    asked: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            place, body = urlsplit(self.path), self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked.append(parse_qs(place.query) | parse_qs(body))
            if status := int(place.path.strip("/")):
                self.send_response(status)
                self.send_header("Location", "/200")
                self.end_headers()

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"form://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def told(address: str, **changes) -> tuple[Outcome, Journal]:
    """What becomes of one SMS."""
    journal = Journal()
    message = wire(**{"to": TO, "body": TEXT, **changes})
    outcome = sms_transport_for(address).deliver(message, journal)
    return outcome, journal


def test_message_goes_to_one_number_as_it_was_written(provider) -> None:
    address, asked = provider

    outcome, journal = told(f"{address}/200?-to={{to}}&:message=text&:title=&:type=&:version=")

    assert outcome == Outcome(OutcomeKind.SENT, "Taken by the provider")
    assert journal == [Phase.DATA]
    assert asked == [{"to": [TO], "text": [TEXT]}]


@pytest.mark.parametrize(
    ("status", "kind", "retry"),
    [
        (0, OutcomeKind.UNCERTAIN, ""),
        (302, OutcomeKind.STOP, ""),
        (400, OutcomeKind.FAILED, ""),
        (401, OutcomeKind.STOP, ""),
        (404, OutcomeKind.FAILED, ""),
        (429, OutcomeKind.RETRY, SLOW),
        (500, OutcomeKind.UNCERTAIN, ""),
        (503, OutcomeKind.RETRY, SLOW),
    ],
)
def test_refusal_is_understood(status, kind, retry, provider) -> None:
    address, asked = provider

    outcome, journal = told(f"{address}/{status}?-to={{to}}")

    assert (outcome.kind, outcome.retry_class, journal) == (kind, retry, [Phase.DATA])
    assert len(asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1:9", "nobody.invalid"])
def test_provider_out_of_reach_is_tried_again(host) -> None:
    outcome, journal = told(f"form://{host}/?-to={{to}}")

    assert outcome == Outcome(OutcomeKind.RETRY, "The provider can't be reached", QUICK)
    assert journal == [Phase.DATA, Phase.CONNECT]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense://key/{to}", "SMS_URL is no address that the library of SMS providers understands."),
        ("46elks://user:word@{to}?from=Besked", NOWHERE),
        ("seven://key/{to}/+4520123457", NOWHERE),
    ],
)
def test_address_that_would_reach_nobody_or_others_is_refused(url, words) -> None:
    with pytest.raises(ValueError) as fault:
        sms_transport_for(url)

    assert str(fault.value) == words


@pytest.mark.parametrize("to", ["", "20123456", f"{TO},+4520123457"])
def test_number_that_is_none_is_refused_without_asking(to, provider) -> None:
    address, asked = provider

    outcome, journal = told(f"{address}/200?-to={{to}}", to=to)

    assert outcome == Outcome(OutcomeKind.FAILED, "This is no number that an SMS can be sent to.")
    assert (journal, asked) == ([], [])


@pytest.mark.parametrize(("options", "waits"), [("", (10, 30)), ("?cto=20&rto=60", (20, 60)), ("?rto=1", (10, 30))])
def test_provider_may_take_its_time(options, waits) -> None:
    transport = sms_transport_for(f"seven://key/{{to}}{options}")

    assert transport._plugin(TO).request_timeout == waits


def test_nothing_is_left_in_the_library_that_others_use(provider) -> None:
    before = requests.Session.send

    told(f"{provider[0]}/200?-to={{to}}")

    assert requests.Session.send is before
