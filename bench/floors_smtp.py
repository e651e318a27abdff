"""How fast mail can leave at all: bare smtplib with prebuilt mails, and our transport beside it, in turns."""

import argparse
import random
import smtplib
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from django.conf import settings

from besked.messaging.transports import OutcomeKind, Phase, Transport, Wire, transport_for
from besked.messaging.transports.mime import build
from tests.sink import Sink

WORDS = ("tak", "for", "din", "ansøgning", "vi", "har", "læst", "den", "med", "glæde", "og", "må", "desværre", "svare")
BODY_BYTES = 1_010  # makes a mail of about 1.9 kB


@dataclass(frozen=True)
class Rates:
    """Mails per second over one connection, medians over the rounds; *ratio* is the median of the rounds' ratios."""

    bare: float
    ours: float
    ratio: float
    mail_bytes: int


def smtp_floor(n: int, seed: int, rounds: int = 30, pipelining: bool = False) -> Rates:
    """Send *n* mails each way per round, in turns, to a sink in a process of its own."""
    wires = [_wire(number, random.Random(seed + number)) for number in range(n)]  # noqa: S311 -- made-up letters
    prebuilt = [build(wire, datetime(2026, 11, 21, tzinfo=UTC)) for wire in wires]
    with tempfile.TemporaryDirectory() as folder, Sink(Path(folder), raw=False, pipelining=pipelining) as sink:
        transport = transport_for(sink.url)
        with smtplib.SMTP("127.0.0.1", sink.port) as client:
            ways = (lambda: _bare(client, wires, prebuilt), lambda: _ours(transport, wires))
            _rates(ways, n, turned=False)  # warm both
            pairs = [_rates(ways, n, turned=bool(number % 2)) for number in range(rounds)]
        transport.close()
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Rates(bare, ours, ratio, round(statistics.mean(map(len, prebuilt))))


def _rates(ways: tuple[Callable[[], None], ...], n: int, *, turned: bool) -> list[float]:
    took = {}
    for number in (1, 0) if turned else (0, 1):
        start = perf_counter()
        ways[number]()
        took[number] = n / (perf_counter() - start)
    return [took[0], took[1]]


def _bare(client: smtplib.SMTP, wires: list[Wire], prebuilt: list[bytes]) -> None:
    for wire, content in zip(wires, prebuilt, strict=True):
        client.sendmail(wire.sender, [wire.to], content)


def _ours(transport: Transport, wires: list[Wire]) -> None:
    for wire in wires:
        outcome = transport.deliver(wire, _unmarked)
        if outcome.kind is not OutcomeKind.SENT:
            raise RuntimeError(outcome.reply)


def _unmarked(phase: Phase) -> None:
    """The journal is the worker's; its cost is measured with the worker."""


def _wire(number: int, chance: random.Random) -> Wire:
    words: list[str] = []
    while sum(map(len, words)) < BODY_BYTES - len(words):
        words.append(chance.choice(WORDS))
    lines = [" ".join(words[start : start + 10]) for start in range(0, len(words), 10)]
    return Wire(
        id=number,
        message_id=f"<{number}.{chance.getrandbits(64):x}@besked.example>",
        sender="job@kommune.example",
        sender_name="Søndersø Kommune",
        reply_to="anna.holm@kommune.example",
        return_path=f"svar+{number}@kommune.example",
        to=f"person{number}@post.example",
        to_name="Jørgen Ærø",
        language="da",
        subject="Svar på din ansøgning som pædagog",
        body="\n".join(lines),
        headers={"Auto-Submitted": "auto-generated"},
        attachments=(),
    )


def main() -> None:
    """Print the rates; figures in the README come from here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=200, help="mails per round and way")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for pipelining in (False, True):
        rates = smtp_floor(chosen.n, chosen.seed, chosen.rounds, pipelining)
        offered = "PIPELINING offered" if pipelining else "no PIPELINING"
        print(f"{offered}: bare smtplib {rates.bare:,.0f}/s, our transport {rates.ours:,.0f}/s", end=" ")
        print(f"= {rates.ratio:.0%} (median of {chosen.rounds} rounds of {chosen.n} mails, {rates.mail_bytes} bytes)")


if __name__ == "__main__":
    settings.configure(USE_TZ=True)
    main()
