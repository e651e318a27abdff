"""The breadth of providers, by a library that knows them; it tells no message id, so no delivery report can come."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from besked.messaging.transports.sms.answers import meaning, unfit
from besked.messaging.transports.sms.exchange import Answer
from besked.messaging.transports.sms.kannel import UnfitText, checked
from besked.messaging.transports.wire import QUICK, Mark, Outcome, OutcomeKind, Phase, Wire

if TYPE_CHECKING:
    from besked.messaging.transports.sms.witness import Witness

SAMPLE = "+4520123456"
# Seconds; the library's own four make a doubt of every provider that takes its time.
CONNECT_PATIENCE, ANSWER_PATIENCE = 10.0, 30.0


class ProviderTransport:
    """Sends by one of the library's addresses, with the number put in for `{to}`: one number for each call.

    Raises ValueError with one sentence where the library can't use the address, or would send to somebody else.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        with warnings.catch_warnings():  # loading it, the library tries what Python is about to drop
            warnings.simplefilter("ignore", DeprecationWarning)
            self._plugin(SAMPLE)

    def deliver(self, wire: Wire, mark: Mark) -> Outcome:
        """Try once; see Transport."""
        from besked.messaging.transports.sms.witness import Witness  # noqa: PLC0415 -- heavy, for the worker alone

        try:
            text, plugin = checked(wire), self._plugin(wire.to)
        except UnfitText as fault:
            return unfit(str(fault))
        except ValueError:
            return unfit("The provider can't send to this number.")
        mark(Phase.DATA)
        with Witness() as witness:
            taken = bool(plugin.notify(body=text, title="", body_format="text"))
        if witness.unreached:
            mark(Phase.CONNECT)  # the whole provider is out of reach, not this message's number
        return Outcome(OutcomeKind.SENT, "Taken by the provider") if taken else judged(witness)

    def close(self) -> None:
        """Nothing is kept open."""

    def _plugin(self, number: str) -> Any:
        """The library's sender to this number and to nobody else. Raises ValueError."""
        import apprise  # noqa: PLC0415 -- half a second, for the worker alone

        plugin = apprise.Apprise.instantiate(self._url.replace("{to}", quote(number, safe="")))
        if plugin is None:
            raise ValueError("SMS_URL is no address that the library of SMS providers understands.")
        if not _goes_only_to(plugin, number):
            raise ValueError("SMS_URL has {to} where the provider expects no number, or another number beside it.")
        plugin.socket_connect_timeout = max(plugin.socket_connect_timeout or 0, CONNECT_PATIENCE)
        plugin.socket_read_timeout = max(plugin.socket_read_timeout or 0, ANSWER_PATIENCE)
        return plugin


def judged(witness: Witness) -> Outcome:
    """What a no means. Without a web request nobody knows what the plugin did."""
    if witness.unreached:
        return Outcome(OutcomeKind.RETRY, "The provider can't be reached", QUICK)
    if witness.code is None:
        return Outcome(OutcomeKind.UNCERTAIN, "The provider gave no answer")
    if witness.code == 404:  # said of an unknown number by some, of a wrong account by others
        return Outcome(OutcomeKind.FAILED, "404 from the provider")
    return meaning(Answer(witness.code, "from the provider"))


def _goes_only_to(plugin: Any, number: str) -> bool:
    """Some of the library's addresses take the first number for the sender's."""
    digits, targets = number.removeprefix("+"), getattr(plugin, "targets", None)
    if targets is not None:
        return [re.sub(r"\D", "", str(target)) for target in targets] == [digits]
    return digits in unquote(plugin.url())
