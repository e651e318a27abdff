"""A look at what an act would do: the letters as they will read, who is busy, when the reminders leave."""

from collections.abc import Sequence
from typing import NamedTuple

from besked.action import Action
from besked.calendar.rows import REMINDERS
from besked.desk.calendar.reminders import leaving
from besked.desk.handling.letters import Piece, pieces
from besked.desk.handling.names import Named, named
from besked.messaging.compose import Letter, with_confirm_link
from besked.messaging.writing import Writing
from besked.models import Channel, Interview, Language
from besked.performing import Preview


class Shown(NamedTuple):
    """One letter as the person will read it, and how many more there are like it."""

    to: str
    language: str
    language_name: str
    sender: str
    subject: list[Piece]
    body: list[Piece]
    more: int


class Look(NamedTuple):
    """What would happen."""

    ready: int
    refused: list[Named]
    hints: list[str]
    letters: list[Shown]
    reminders: list[str]


def look(action: Action, ids: Sequence[int]) -> Look:
    """Everything the act would do, and nothing done. Raises InvalidAnswersError."""
    action.chosen = ids
    action.clean()
    seen = action.preview(list(ids))
    return Look(
        len(seen.ready),
        named(action.actor, seen.refused),
        list(dict.fromkeys(hint.reason for hint in seen.hints)),
        _letters(seen),
        _reminders(action, seen),
    )


def _letters(seen: Preview) -> list[Shown]:
    """The first of each language."""
    found: dict[tuple[str, str], list[Letter]] = {}
    for letter in seen.letters:
        if letter.channel == Channel.EMAIL and letter.family not in REMINDERS:
            found.setdefault((letter.family, letter.language), []).append(letter)
    return [_shown(some, seen.writing) for some in found.values()]


def _shown(some: Sequence[Letter], writing: Writing) -> Shown:
    letter = some[0]
    text = writing.text(letter)
    if letter.confirm:
        text = with_confirm_link(text, letter.language)
    return Shown(
        letter.to_name,
        letter.language,
        str(Language(letter.language).label),
        text.sender,
        pieces(text.subject, letter, writing),
        pieces(text.whole, letter, writing),
        len(some) - 1,
    )


def _reminders(action: Action, seen: Preview) -> list[str]:
    """Each sentence once, however many it is true of."""
    after: dict[int, Interview] = getattr(action, "after", {})
    own: dict[int, list[Letter]] = {row.pk: [] for row in seen.ready}
    for letter in seen.letters:
        own.get(letter.about[0].pk, []).append(letter)
    said = [
        words
        for pk, letters in own.items()
        if pk in after and after[pk].state == "planned"
        for words in leaving(after[pk], letters, action.now)
    ]
    return list(dict.fromkeys(said))
