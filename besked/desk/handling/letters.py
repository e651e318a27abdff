"""Letters on the draft page: one tab for each language, and the letter of any one person as they will read it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.lib.placeholders import compile_text
from besked.messaging.compose import EDITABLE, Letter, LetterText, with_confirm_link
from besked.messaging.faults import Fault
from besked.messaging.names import FAMILIES
from besked.messaging.vocabulary import LINKS, SHORT_MESSAGES, allowed_in
from besked.messaging.writing import Writing
from besked.models import Language

_HOLE = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")  # as compose closes it
# Which field a fault belongs to; the recipient's is the person's own.
PLACES = {"subject": "subject", "contents": "body", "placeholder": "body", "sender": "from", "link": "body"}


@dataclass
class Tab:
    """Everybody who gets one letter in one language."""

    family: str
    language: str
    letters: list[Letter] = field(default_factory=list)
    is_only_family: bool = True  # where there are others, the name says which letter it is

    @property
    def key(self) -> str:
        """Names the tab in addresses and forms."""
        return f"{self.family}-{self.language}"

    @property
    def name(self) -> str:
        """The language's name; with the letter's, where there are letters of several kinds."""
        return self.spoken if self.is_only_family else f"{self.family_name}: {self.spoken}"

    @property
    def spoken(self) -> str:
        """The language's name."""
        return str(Language(self.language).label)

    @property
    def family_name(self) -> str:
        """What kind of letter it is."""
        return str(FAMILIES[self.family][0]) if self.family in FAMILIES else self.family

    @property
    def is_short(self) -> bool:
        """Whether it is one text, without subject, sender and signature."""
        return self.family in SHORT_MESSAGES

    @property
    def count(self) -> int:
        """How many letters."""
        return len(self.letters)


class Field(NamedTuple):
    """One editable part of a letter, with its faults; `mark` tells whether a posted text differs from the shown one."""

    name: str
    value: str
    faults: list[str]

    @property
    def mark(self) -> str:
        """A digest of what was shown."""
        return mark(self.value)


class Piece(NamedTuple):
    """A piece of a letter as it will read; kind is `plain`, `filled`, `link` or `missing`."""

    text: str
    kind: str


def mark(text: str) -> str:
    """Short, and the same for both kinds of line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:12]


def tabs(letters: Sequence[Letter]) -> list[Tab]:
    """Letters by family and language: families in the order in which they come, the most frequent language first."""
    found: dict[tuple[str, str], Tab] = {}
    for letter in letters:
        place = (letter.family, letter.language)
        found.setdefault(place, Tab(*place)).letters.append(letter)
    families = list(dict.fromkeys(tab.family for tab in found.values()))
    for tab in found.values():
        tab.is_only_family = len(families) == 1
    return sorted(found.values(), key=lambda tab: (families.index(tab.family), -tab.count, tab.key))


def shared_text(tab: Tab, writing: Writing) -> tuple[LetterText, bool]:
    """The text that everybody in the tab gets, and whether it is one of several (stages, departments)."""
    texts = [writing.shared(letter) for letter in tab.letters]
    return texts[0], any(text != texts[0] for text in texts)


def fields(text: LetterText, faults: Sequence[Fault], family: str = "") -> list[Field]:
    """From, subject, contents, signature, each with what is wrong with it; a short message has contents alone."""
    values, names = text.as_json(), ("body",) if family in SHORT_MESSAGES else EDITABLE
    return [Field(name, values[name], [str(f.words) for f in faults if _place(f, text) == name]) for name in names]


def _place(fault: Fault, text: LetterText) -> str:
    """An unknown word is shown where it stands."""
    if fault.rule == "placeholder":
        unknown = set(compile_text(text.subject).unknown(allowed_in("")))
        return "subject" if any(f"{{{word}}}" in str(fault.words) for word in unknown) else "body"
    return PLACES.get(fault.rule, "")


def pieces(text: str, letter: Letter, writing: Writing) -> list[Piece]:
    """The text with this person's values, each piece marked."""
    values = {**writing.composer.values(letter.about[0], letter.language), **letter.values}
    found = [_piece(place, part, values) for place, part in enumerate(compile_text(text).segments) if part]
    return [piece for piece in _without_holes(found) if piece.text]


def _without_holes(found: Sequence[Piece]) -> list[Piece]:
    """A word without a value, alone on its line, leaves no hole here either."""
    kept: list[Piece] = []
    for piece in found:
        if piece.kind == "plain" and kept and kept[-1].kind == "plain":
            kept[-1] = Piece(_HOLE.sub("\n\n", kept[-1].text + piece.text), "plain")
        elif piece.text:
            kept.append(piece)
    return kept


def _piece(place: int, part: str, values: dict[str, str]) -> Piece:
    if place % 2 == 0:
        return Piece(part, "plain")
    if part in LINKS:
        return Piece(_("[personal link]"), "link")
    return Piece(values[part], "filled") if part in values else Piece(f"{{{part}}}", "missing")


class Person(NamedTuple):
    """One person's letter, with the people before and after in the tab."""

    letter: Letter
    subject: list[Piece]
    body: list[Piece]
    text: LetterText
    place: int
    total: int
    before: int | None
    after: int | None
    is_own: bool
    faults: list[str]

    @property
    def pk(self) -> int:
        """The application."""
        return self.letter.about[0].pk


def person(tab: Tab, writing: Writing, wanted: int | None) -> Person:
    """The letter of one person of a tab; the first one's where the wanted one isn't there."""
    ids = [letter.about[0].pk for letter in tab.letters]
    at = ids.index(wanted) if wanted in ids else 0
    letter = tab.letters[at]
    text = writing.text(letter)
    leaving = with_confirm_link(text, letter.language) if letter.confirm else text
    return Person(
        letter,
        pieces(text.subject, letter, writing),
        pieces(leaving.whole, letter, writing),
        text,
        at + 1,
        len(ids),
        ids[at - 1] if at else None,
        ids[at + 1] if at + 1 < len(ids) else None,
        text != writing.shared(letter),
        [str(fault.words) for fault in writing.faults(letter)],
    )


def tab_of(found: Sequence[Tab], key: str, wanted: int | None) -> Tab | None:
    """The tab by its key, else the wanted person's, else the first."""
    named = [tab for tab in found if tab.key == key]
    of_person = [tab for tab in found for letter in tab.letters if letter.about[0].pk == wanted]
    return next(iter([*named, *of_person, *found]), None)
