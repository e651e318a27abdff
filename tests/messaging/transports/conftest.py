"""A sink with wishes, and a transport to it that doesn't wait long and is closed after the test."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from besked.messaging.transports.opening import Relay
from besked.messaging.transports.smtp import SmtpTransport
from tests.sink import Fault, Sink


@pytest.fixture(scope="session")
def sinks() -> Iterator[dict[str, Sink]]:
    """One process for each set of wishes: starting it takes longer than most tests."""
    running: dict[str, Sink] = {}
    yield running
    for sink in running.values():
        sink.stop()


@pytest.fixture
def sink_with(sinks, tmp_path_factory) -> Callable[..., Sink]:
    def start(faults: Iterable[Fault] = (), **wishes) -> Sink:
        key = repr(sorted(wishes.items()))
        sink = sinks.setdefault(key, Sink(tmp_path_factory.mktemp("relay"), **wishes)).start()
        sink.forget()
        sink.plan(*faults)
        return sink

    return start


@pytest.fixture
def transport_to() -> Iterator[Callable[..., SmtpTransport]]:
    opened: list[SmtpTransport] = []

    def connect(sink: Sink, before_dot: float = 5, after_dot: float = 5, **relay) -> SmtpTransport:
        opened.append(SmtpTransport(Relay("127.0.0.1", sink.port, **relay), before_dot, after_dot))
        return opened[-1]

    yield connect
    for transport in opened:
        transport.close()
