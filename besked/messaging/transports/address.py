"""Reads SMTP_URL. A wrong address is one sentence at the start, not a surprise with the first mail."""

from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from besked.messaging.transports.demo import DemoTransport
from besked.messaging.transports.opening import Relay, Security
from besked.messaging.transports.smtp import SmtpTransport
from besked.messaging.transports.wire import Transport

PORTS = {"smtp": 25, "smtps": 465}
SUBMISSION = 587


def transport_for(url: str) -> Transport:
    """Return the transport for `smtp://user:password@host:port?tls=required`, `smtps://…` or `demo:`.

    Raises ValueError with one sentence, which never repeats the address: it may hold a password.
    """
    if url.strip() == "demo:":
        return DemoTransport()
    return SmtpTransport(_relay(url.strip()))


def check_url(url: str) -> None:
    """Raise ValueError with one sentence when `transport_for` couldn't work with this address."""
    transport_for(url)


def _relay(url: str) -> Relay:
    parts = _split(url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("SMTP_URL needs both a user and a password, or neither.")
    port = parts.port or (SUBMISSION if user and parts.scheme == "smtp" else PORTS[parts.scheme])
    host = parts.hostname or ""
    return Relay(host, port, user=user, password=password, security=_security(parts))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError("SMTP_URL has a host or port that can't be read.") from error
    if parts.scheme not in PORTS:
        raise ValueError("SMTP_URL must begin with smtp:// or smtps://, or be demo:.")
    if not _is_host(parts.hostname or "") or port == 0:
        raise ValueError("SMTP_URL needs the mail server's host name, as in smtp://mail.example.com:25.")
    if parts.path not in {"", "/"} or parts.fragment:
        raise ValueError("SMTP_URL ends after the port; write / ? # or @ in a password as %2F %3F %23 %40.")
    return parts


def _is_host(host: str) -> bool:
    return bool(host) and host.isascii() and host.isprintable() and not set(host) & set(" \"'<>(),;\\")


def _security(parts: SplitResult) -> Security:
    options = parse_qsl(parts.query, keep_blank_values=True)
    if any(option != ("tls", "required") for option in options):
        raise ValueError("SMTP_URL knows one option: ?tls=required.")
    if parts.scheme == "smtps":
        return Security.IMPLICIT
    return Security.REQUIRED if options else Security.OFFERED
