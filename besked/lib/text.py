"""Text from strangers, made safe to store and to set: what people typed stays, what nobody can see goes."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?|\x85|\u2028|\u2029|\x0b|\x0c")
# Direction overrides can turn a name or a file name around; the others are simply invisible.
_UNSEEN = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff\xad]")
# Joiners hold emoji families together and shape Persian and Indic names; between Latin letters they only hide.
_JOINED = r"[\u0600-\u1fff\u2600-\U0010ffff]"
_IDLE_JOINER = re.compile(rf"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})")
_PILE = re.compile(r"[^\x00-\x7f\w\s]{31,}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean_line(value: str, limit: int = 200) -> str:
    """Return one line of at most `limit` characters: NFC, no controls or direction marks, single spaces."""
    # Spaces last: taking a hidden character away may leave two spaces beside each other.
    return _SPACES.sub(" ", _visible(_LINE_ENDS.sub("\n", _paired(value)))).strip()[:limit].strip()


def clean_text(value: str, limit: int = 50_000) -> str:
    """Return text of at most `limit` characters: NFC, every line end a newline, tabs kept, other controls gone."""
    return _visible(_LINE_ENDS.sub("\n", _paired(value)))[:limit]


def _visible(text: str) -> str:
    shown = _UNSEEN.sub("", _CONTROLS.sub("", text))
    joined = _IDLE_JOINER.sub("", shown)
    # Ordering a pile of accents takes quadratic time, so the pile is thinned before it is normalised.
    return unicodedata.normalize("NFC", _PILE.sub(_thin, joined))


def _thin(pile: re.Match[str]) -> str:
    kept, run = [], 0
    for letter in pile[0]:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= 30:
            kept.append(letter)
    return "".join(kept)


def _paired(text: str) -> str:
    """Join surrogate halves that belong together and replace lone ones, which no database can store."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
