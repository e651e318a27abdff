"""File names from strangers: what they end in, and what is left of them to show and to download by."""

import re
import unicodedata

from besked.documents.kinds import FileKind
from besked.lib.text import clean_line

MAX_NAME = 120
# Longest name in bytes: file systems stop at 255, and a download may have " (1)" put behind it.
MAX_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def extension(name: str) -> str:
    """What the name ends in, lower case, without the dot; empty where nothing, or only a number, stands behind it."""
    found = _EXTENSION.search(_last_part(name))
    # "CV 12.11.2026" has a date at its end, not a kind of file.
    return found[1].lower() if found and not found[1].isdigit() else ""


def clean_name(name: str, kind: FileKind) -> str:
    """A name that is safe to show and to save under, ending as `kind` does: NFC, no path, at most 120 characters."""
    base, ending = _last_part(name), extension(name)
    stem = base[: -len(ending) - 1] if ending in kind.extensions else base
    stem = _FORBIDDEN.sub("-", stem).strip(" .-") or "document"
    if stem.partition(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"
    return f"{_shortened(stem, len(kind.value) + 1)}.{kind.value}"


def _last_part(name: str) -> str:
    """The name without folders and without anything that can't be seen; a trailing slash, dot or space is no name."""
    line = clean_line(name, limit=5_000).rstrip("/\\. ")
    return "".join(letter for letter in re.split(r"[/\\]", line)[-1] if _shown(letter)).strip()


def _shown(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def _shortened(stem: str, room: int) -> str:
    short = stem[: MAX_NAME - room]
    return short.encode()[: MAX_BYTES - room].decode(errors="ignore").rstrip(" .") or "document"
