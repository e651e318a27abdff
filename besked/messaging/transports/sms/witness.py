"""Sees how the web requests of a provider's plugin ended: the library itself tells no more than yes or no."""

from types import TracebackType
from typing import Any, Self

import requests
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError, ProtocolError

NOTHING_SAID = (NewConnectionError, NameResolutionError, ConnectTimeoutError)


class Witness:
    """While it is entered, every request of this process passes it; only the lane of SMS makes any."""

    def __init__(self) -> None:
        self.code: int | None = None  # of the last answer
        self.unreached = False  # the last request never got a connection

    def __enter__(self) -> Self:
        self._send = send = requests.Session.send

        def watched(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
            self.code, self.unreached = None, False
            try:
                # A redirection would take the provider's password to another address.
                answer = send(session, request, **{**options, "allow_redirects": False})
            except requests.RequestException as error:
                self.unreached = never_connected(error)
                raise
            self.code = answer.status_code
            return answer

        requests.Session.send = watched  # type: ignore[method-assign, assignment]  # -- only to look on
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        requests.Session.send = self._send  # type: ignore[method-assign]  # -- as it was


def never_connected(error: requests.RequestException) -> bool:
    """Whether the error came before a first word could be said."""
    if isinstance(error, requests.exceptions.SSLError):
        return True
    inner = error.args[0] if error.args else None
    reason = getattr(inner, "reason", inner)
    return isinstance(reason, NOTHING_SAID) and not isinstance(reason, ProtocolError)
