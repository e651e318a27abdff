"""E-mail addresses: exactly one, one that mail can reach, in the form it is stored and compared."""

import re
import unicodedata
from typing import Literal

Code = Literal["empty", "many", "malformed", "local", "too_long"]

_AROUND = " \t\r\n\u00a0\u200b\u2060\ufeff"
_SEPARATORS = re.compile(r"[,;\s]+")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_HOUSE_DOMAINS = frozenset({"localhost", "local", "localdomain", "internal"})
# Japanese mixes three scripts in one word, and Han is written beside Korean.
_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "IDEOGRAPHIC"})


class BadAddress(ValueError):
    """An address that can't be used; `code` says why. *local* is one that reaches nobody outside its own house."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


def clean_email(raw: str) -> str:
    """Return the address with its domain in lower-case ASCII. Raises BadAddress."""
    text = raw.strip(_AROUND)
    if not text:
        raise BadAddress("empty")
    if sum("@" in piece for piece in _SEPARATORS.split(text)) > 1:
        raise BadAddress("many")
    local, at, domain = text.rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local):
        raise BadAddress("malformed")
    address = f"{local}@{_ascii_domain(domain)}"
    if len(local) > 64 or len(address) > 254:
        raise BadAddress("too_long")
    return address


def address_key(raw: str) -> str:
    """Return what two spellings of one address have in common. Raises BadAddress."""
    return clean_email(raw).casefold()


def same_address(one: str, other: str) -> bool:
    """Return whether both are valid and the same but for case."""
    try:
        return address_key(one) == address_key(other)
    except BadAddress:
        return False


def _ascii_domain(domain: str) -> str:
    if len(domain) > 1_000:
        raise BadAddress("too_long")
    if domain.startswith("[") or re.fullmatch(r"[0-9.]+", domain):
        raise BadAddress("local")
    labels = unicodedata.normalize("NFKC", domain).lower().split(".")
    ascii_labels = [_ascii_label(label) for label in labels]
    if len(labels) < 2 or labels[-1] in _HOUSE_DOMAINS:
        raise BadAddress("local")
    if ascii_labels[-1].isdigit():
        raise BadAddress("malformed")
    return ".".join(ascii_labels)


def _ascii_label(label: str) -> str:
    shown = _shown(label)
    if not shown or len(_scripts(shown)) > 1 or not all(_allowed(letter) for letter in shown):
        raise BadAddress("malformed")
    encoded = shown if shown.isascii() else "xn--" + shown.encode("punycode").decode()
    if len(encoded) > 63:
        raise BadAddress("too_long")
    if not _LABEL.fullmatch(encoded):
        raise BadAddress("malformed")
    return encoded


def _shown(label: str) -> str:
    """Return a label as people read it, so that a look-alike can't hide behind its encoded form."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError) as error:
        raise BadAddress("malformed") from error


def _allowed(letter: str) -> bool:
    return letter == "-" or unicodedata.category(letter)[0] in "LMN"


def _scripts(label: str) -> set[str]:
    names = {unicodedata.name(letter, "?").split()[0] for letter in label if unicodedata.category(letter)[0] == "L"}
    return {"CJK" if name in _TOGETHER else name for name in names}
