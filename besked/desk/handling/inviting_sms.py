"""How long an SMS becomes once its words are filled in: for the person shown, and for whoever gets the longest."""

from typing import NamedTuple

from besked.desk.handling.letters import Tab
from besked.lib.sms import size
from besked.messaging import links
from besked.messaging.compose import Letter
from besked.messaging.vocabulary import SHORT_MESSAGES
from besked.messaging.writing import Writing


class Length(NamedTuple):
    """What one person's SMS costs; `is_plain` is whether the small alphabet of GSM has all its letters."""

    name: str
    letters: int
    segments: int
    is_plain: bool
    strange: str

    @property
    def is_long(self) -> bool:
        """Whether it is paid for more than once."""
        return self.segments > 1


def lengths(tab: Tab, writing: Writing, shown: Letter) -> list[Length]:
    """The shown person's and, where that is another, the longest; nothing for letters that are no SMS."""
    if tab.family not in SHORT_MESSAGES:
        return []
    found = [(_length(letter, writing), letter is shown) for letter in tab.letters]
    own = next(length for length, is_shown in found if is_shown)
    longest = max((length for length, _shown in found), key=lambda length: (length.segments, length.letters))
    is_longer = (longest.segments, longest.letters) > (own.segments, own.letters)
    return [own, longest] if is_longer else [own]


def _length(letter: Letter, writing: Writing) -> Length:
    body = _whole(letter, writing)
    cost = size(body)
    strange = "" if cost.encoding == "GSM-7" else "".join(dict.fromkeys(one for one in body if not _is_plain(one)))
    return Length(letter.to_name, len(body), cost.segments, not strange, " ".join(strange[:8]))


def _whole(letter: Letter, writing: Writing) -> str:
    """The text as it will leave; a link is as long as any other of its kind."""
    try:
        body = writing.render(letter).body
    except KeyError:  # a word that can't be filled in: it is told as a fault of the text
        body = writing.text(letter).whole
    for purpose in links.purposes(body):
        body = body.replace(f"{{link:{purpose}}}", links.address("", purpose))
    return body


def _is_plain(one: str) -> bool:
    return size(one).encoding == "GSM-7"
