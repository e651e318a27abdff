"""A gateway that speaks as Kannel does: one GET for each message, a delivery report back to an address of ours."""

import re
import ssl
from contextlib import closing
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from besked.lib.sms import gsm7, size
from besked.messaging.transports.answers import stopped
from besked.messaging.transports.sms.answers import lost, meaning, unfit, unsettled
from besked.messaging.transports.sms.exchange import Server, ask, heard
from besked.messaging.transports.wire import Mark, Outcome, OutcomeKind, Phase, Wire

NUMBER = re.compile(r"\+[1-9][0-9]{5,14}", re.ASCII)
MOST_PARTS = 10  # the gateway would cut off what is longer, without a word
ALL_REPORTS = 31  # delivered, failed, buffered, handed to the network, refused by it


class UnfitText(ValueError):
    """A message that no telephone can get; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """The gateway and how it knows us. Without a *sender* it uses its own."""

    server: Server
    path: str
    user: str
    password: str = field(repr=False)
    sender: str = ""


class KannelTransport:
    """Sends by GET, each message over a connection of its own: a kept one may be closed while a request is on it.

    *patience* is the longest wait in seconds, once for the connection and once for the answer.
    """

    def __init__(self, gateway: Gateway, patience: float = 30) -> None:
        self._gateway = gateway
        self._patience = patience

    def deliver(self, wire: Wire, mark: Mark) -> Outcome:
        """Try once; see Transport."""
        try:
            target = f"{self._gateway.path}?{urlencode(self._query(wire))}"
        except UnfitText as fault:
            return unfit(str(fault))
        return self._discreet(self._exchange(target, mark))

    def close(self) -> None:
        """Nothing is kept open."""

    def _exchange(self, target: str, mark: Mark) -> Outcome:
        mark(Phase.CONNECT)
        try:
            line = self._gateway.server.open(self._patience)
        except ssl.SSLCertVerificationError as error:
            return stopped(f"The SMS gateway's certificate isn't valid: {error.verify_message}")
        except OSError as error:
            return lost(error)
        with closing(line):
            mark(Phase.DATA)
            try:
                ask(line, self._gateway.server, target)
            except OSError as error:
                return lost(error)
            try:
                outcome = meaning(heard(line, self._patience))
            except OSError as error:
                return unsettled(error)
        if outcome.kind == OutcomeKind.SENT:
            mark(Phase.DONE)
        return outcome

    def _query(self, wire: Wire) -> dict[str, str]:
        """What the gateway is asked. Raises UnfitText."""
        text = checked(wire)
        told = {"from": self._gateway.sender, "dlr-url": wire.report_url and f"{wire.report_url}?type=%d"}
        return {
            "username": self._gateway.user,
            "password": self._gateway.password,
            "to": wire.to,
            "text": text,
            "charset": "UTF-8",
            "coding": "0" if gsm7(text) else "2",
            **({"dlr-mask": str(ALL_REPORTS)} if wire.report_url else {}),
            **{name: value for name, value in told.items() if value},
        }

    def _discreet(self, outcome: Outcome) -> Outcome:
        """A gateway may repeat what it was asked; the password stays with us."""
        return replace(outcome, reply=outcome.reply.replace(self._gateway.password, "…"))


def checked(wire: Wire) -> str:
    """The text as it leaves. Raises UnfitText."""
    if not NUMBER.fullmatch(wire.to):
        raise UnfitText("This is no number that an SMS can be sent to.")
    text = wire.body.replace("\r\n", "\n").strip()
    parts = size(text).segments
    if not parts:
        raise UnfitText("The SMS says nothing.")
    if parts > MOST_PARTS:
        raise UnfitText(f"The SMS would travel in {parts} parts; more than {MOST_PARTS} are not sent.")
    return text
