"""Links in letters: `{link:purpose}` becomes an address on the wire only; a database holds no more than the hash."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings

from besked.lib.placeholders import compile_text
from besked.lib.tokens import derive, token_hash
from besked.models import Link, Message

# purpose → (path in front of the token, days it lives)
PURPOSES: dict[str, tuple[str, int]] = {"proof": ("/me/", 180), "reply": ("/reply/", 730)}


def token(message_id: str, purpose: str, version: int = 1) -> str:
    """The secret of a link: only the holder of the instance's key can make it."""
    return derive(settings.SECRET_KEY, "link", message_id, purpose, str(version))


def address(message_id: str, purpose: str) -> str:
    """The address that stands in the letter as it leaves."""
    return f"{settings.BASE_URL}{PURPOSES[purpose][0]}{token(message_id, purpose)}/"


def purposes(body: str) -> list[str]:
    """The purposes that a frozen body has links for."""
    return sorted(compile_text(body).links & set(PURPOSES)) if "{link:" in body else []


def real(message: Message) -> str:
    """The body as it leaves, its links real."""
    body = message.body
    for purpose in purposes(body):
        body = body.replace(f"{{link:{purpose}}}", address(message.message_id, purpose))
    return body


def rows(messages: Iterable[Message], now: dt.datetime, about: dict[int, int]) -> list[Link]:
    """The link rows that these messages need: what a click is looked up by."""
    return [
        Link(
            message=message,
            application_id=about.get(message.pk),
            purpose=purpose,
            digest=token_hash(token(message.message_id, purpose)),
            created_at=now,
            expires_at=now + dt.timedelta(days=PURPOSES[purpose][1]),
        )
        for message in messages
        for purpose in purposes(message.body)
    ]


def opened(purpose: str, secret: str, now: dt.datetime) -> tuple[Link | None, bool]:
    """The link behind a secret, and whether it still works. (None, False) for one we never sent."""
    found = Link.objects.filter(digest=token_hash(secret), purpose=purpose).select_related("application").first()
    if found is None:
        return None, False
    alive = found.revoked_at is None and (found.expires_at is None or found.expires_at > now)
    return found, alive
