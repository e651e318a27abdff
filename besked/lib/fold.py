"""One spelling for search: Åse, Aase and ASE are found by each other, in both databases alike."""

import re
import unicodedata

_LETTERS = {
    "ø": "o",
    "æ": "a",
    "œ": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
}
_GLUED = ((re.compile(r"(?<!\w)([a-z])\+\+"), r"\1plusplus"), (re.compile(r"(?<!\w)([a-z])#"), r"\1sharp"))
_DOT_NET = re.compile(r"(?<!\w)\.net(?!\w)")
_PAIRS = re.compile(r"a[ae]+|oe+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_REMEMBERED = 10_000


class _Plain(dict[int, str]):
    """The plain spelling of one character, remembered; letter by letter, so that piled accents cost nothing."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = plain
        return plain


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(_LETTERS.get(part, part) for part in parts if unicodedata.category(part)[0] != "M")


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Return the words of `text` in lower case without accents, kept apart by one space."""
    plain = text.lower() if text.isascii() else text.translate(_PLAIN)
    for pattern, word in _GLUED:
        plain = pattern.sub(word, plain)
    words = _BETWEEN_WORDS.sub(" ", _DOT_NET.sub(" dotnet ", plain))
    return _PAIRS.sub(lambda pair: pair[0][0], words).strip()


def terms(query: str) -> list[str]:
    """Return at most eight different folded words to search for, in the order they were typed."""
    return list(dict.fromkeys(fold(query[:400]).split()))[:8]
