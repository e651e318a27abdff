"""Secrets for links: made at random or derived, kept only as hashes, compared in constant time."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """Return 32 random bytes as 43 characters that need no escaping in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 of `token` in hex: all that a database keeps of it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def derive(secret: str, *parts: str) -> str:
    """Return a token that only the holder of `secret` can make for `parts`; 43 characters."""
    mac = hmac.new(secret.encode(), digestmod=hashlib.sha256)
    for part in parts:
        # The length in front keeps ("ab", "c") and ("a", "bc") apart.
        told = part.encode()
        mac.update(len(told).to_bytes(8, "big") + told)
    return base64.urlsafe_b64encode(mac.digest()).rstrip(b"=").decode()


def same(one: str, other: str) -> bool:
    """Return whether two secrets are equal, in a time that doesn't tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
