"""How long a text message is: in the seven-bit letters of GSM 03.38 or in UCS-2, and in how many parts it travels."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Encoding = Literal["GSM-7", "UCS-2"]

# The default alphabet, in its own order; a letter of the extension table travels as two, the first being an escape.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€")
# Units in a message that travels alone, and in each part of one that is too long for that.
GSM7_ALONE, GSM7_PART = 160, 153
UCS2_ALONE, UCS2_PART = 70, 67


class Size(NamedTuple):
    """What a text costs. `units` are septets, or 16-bit units of UCS-2; `per_segment` is how many fit into one."""

    encoding: Encoding
    units: int
    segments: int
    per_segment: int


def gsm7(text: str) -> bool:
    """Whether the seven-bit alphabet has all its letters; one that it lacks makes the whole message UCS-2."""
    return BASIC.union(EXTENSION).issuperset(text)


def size(text: str) -> Size:
    """Return what `text` costs; nothing is sent for no text. Two units of one letter never part."""
    if gsm7(text):
        return _size("GSM-7", [2 if letter in EXTENSION else 1 for letter in text], GSM7_ALONE, GSM7_PART)
    return _size("UCS-2", [2 if letter > "\uffff" else 1 for letter in text], UCS2_ALONE, UCS2_PART)


def _size(encoding: Encoding, widths: list[int], alone: int, part: int) -> Size:
    units = sum(widths)
    if units <= alone:
        return Size(encoding, units, min(units, 1), alone)
    return Size(encoding, units, _parts(widths, part), part)


def _parts(widths: Iterable[int], room: int) -> int:
    parts, left = 1, room
    for width in widths:
        if width > left:
            parts, left = parts + 1, room
        left -= width
    return parts
