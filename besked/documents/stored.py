"""Keys of stored files: random, strict, and the same for every kind of store."""

import re
import secrets
from dataclasses import dataclass

_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
_PART = re.compile(r"p[1-9][0-9]?\.webp", re.ASCII)


@dataclass(frozen=True)
class Stored:
    """A file that is safely kept: its key, its size in bytes and the SHA-256 of its contents as hex."""

    key: str
    size: int
    sha256: str


def new_key() -> str:
    """A name nobody can guess, never used twice: the same file sent by two people is kept twice."""
    return secrets.token_hex(16)


def checked(key: str) -> str:
    """The key itself. Raises ValueError where it is none, so that no name from outside becomes a path."""
    if not _KEY.fullmatch(key):
        raise ValueError("not a key of a stored file")
    return key


def checked_part(part: str) -> str:
    """The name of something made from a file, such as `p1.webp`. Raises ValueError for any other."""
    if not _PART.fullmatch(part):
        raise ValueError("not a part of a stored file")
    return part
