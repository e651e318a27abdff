"""Reads SMS_URL. A wrong address is one sentence at the start, not a surprise with the first message."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from besked.messaging.transports.demo import DemoTransport
from besked.messaging.transports.sms.exchange import Server
from besked.messaging.transports.sms.kannel import Gateway, KannelTransport
from besked.messaging.transports.sms.providers import ProviderTransport
from besked.messaging.transports.wire import Transport

PORTS = {"kannel": 13013, "kannels": 443}
SENDSMS = "/cgi-bin/sendsms"
# A number, or a name of at most eleven letters: what the network shows as the sender.
SENDER = re.compile(r"\+?[0-9]{3,15}|[A-Za-z0-9 .&_-]{1,11}", re.ASCII)
PROVIDER = re.compile(r"[a-z0-9][a-z0-9+-]{1,30}://\S+", re.ASCII | re.IGNORECASE)


def sms_transport_for(url: str) -> Transport:
    """Return the transport for `kannel://user:password@host:port/cgi-bin/sendsms?from=Besked`, `kannels://…`, `demo:`,
    or an address of the library that knows the providers, with `{to}` where the number belongs.

    Raises ValueError with one sentence, which never repeats the address: it may hold a password.
    """
    found = _read(url.strip())
    if isinstance(found, str):
        return ProviderTransport(found)
    return DemoTransport("demo phone") if found is None else KannelTransport(found)


def check_sms_url(url: str) -> None:
    """Raise ValueError with one sentence for an address that can't work; loads no library for it."""
    _read(url.strip())


def _read(url: str) -> Gateway | str | None:
    """What the address means: a gateway, a provider's address, or (None) the demo phone."""
    if url == "demo:":
        return None
    if url.partition("://")[0].lower() in PORTS:
        return _gateway(_split(url))
    if not PROVIDER.fullmatch(url):
        raise ValueError("SMS_URL must begin with kannel://, kannels:// or a provider's name and ://, or be demo:.")
    if url.count("{to}") != 1:
        raise ValueError("SMS_URL needs {to} once, in the place where the provider expects the number.")
    return url


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError("SMS_URL has a host or port that can't be read.") from error
    host = parts.hostname or ""
    if port == 0 or not re.fullmatch(r"[a-z0-9._:-]+", host, re.ASCII):
        raise ValueError("SMS_URL needs the gateway's host name, as in kannel://user:password@sms.example.com:13013.")
    if parts.fragment or not re.fullmatch(r"(/[\w./~-]*)?", parts.path, re.ASCII):
        raise ValueError("SMS_URL has a path that can't be read; write / ? # or @ in a password as %2F %3F %23 %40.")
    return parts


def _gateway(parts: SplitResult) -> Gateway:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user and password):
        raise ValueError("SMS_URL needs the user and the password that the gateway knows Besked by.")
    secure = parts.scheme == "kannels"
    server = Server(parts.hostname or "", parts.port or PORTS[parts.scheme], secure=secure)
    path = parts.path if parts.path not in {"", "/"} else SENDSMS
    return Gateway(server, path, user, password, _sender(parts.query))


def _sender(query: str) -> str:
    options = parse_qsl(query, keep_blank_values=True)
    if any(name != "from" for name, _ in options) or len(options) > 1:
        raise ValueError("SMS_URL of a gateway knows one option: ?from=.")
    sender = options[0][1] if options else ""
    if options and not SENDER.fullmatch(sender):
        raise ValueError("SMS_URL has a from= that is neither a number nor a name of at most 11 plain letters.")
    return sender
