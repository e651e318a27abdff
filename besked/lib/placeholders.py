"""Placeholders in letters: a closed vocabulary of words in braces; a value is put in and never read again."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*|link:[a-z-]+)\}")
_LINK = "link:"
# What users have always called it.
_ALIASES = {"confirmlink": "link:reply"}
# A word that a line break, a space or a link scanner has torn.
_TORN = re.compile(r"(?:\{|%7B)([a-z_:\s-]{3,60})(?:\}|%7D)", re.IGNORECASE)
# A brace that could open a link, alone or with what follows the value.
_OPENING = re.compile(r"\{(?=link:|(?:l(?:i(?:nk?)?)?)?\Z)")
_OPEN_END = re.compile(r"\{(?=[a-z:-]*\Z)")
_BREAK = "{\u2060"


@dataclass(frozen=True)
class Text:
    """A letter's text, cut at its placeholders. Make one with `compile_text`."""

    segments: tuple[str, ...]
    """Literal text at even places, placeholders without braces at odd ones."""

    @cached_property
    def names(self) -> frozenset[str]:
        """The words to fill in."""
        return frozenset(word for word in self.segments[1::2] if not word.startswith(_LINK))

    @cached_property
    def links(self) -> frozenset[str]:
        """The purposes of the links, which become real only on the wire."""
        return frozenset(word.removeprefix(_LINK) for word in self.segments[1::2] if word.startswith(_LINK))

    def unknown(self, vocabulary: Collection[str]) -> list[str]:
        """Return the placeholders (`name`, `link:reply`) that are not in `vocabulary`, each once, in their order."""
        return [word for word in dict.fromkeys(self.segments[1::2]) if word not in vocabulary]

    @cached_property
    def _skeleton(self) -> tuple[list[str], list[tuple[int, str]]]:
        out, slots = list(self.segments), []
        for place in range(1, len(out), 2):
            if out[place].startswith(_LINK):
                out[place] = f"{{{out[place]}}}"
                continue
            slots.append((place, out[place]))
            # "{" before a value "link:reply}" would become a link that nobody wrote.
            out[place - 1] = _OPEN_END.sub(_BREAK, out[place - 1])
        return out, slots

    def render(self, values: Mapping[str, str]) -> str:
        """Return the text with `values` put in as they are. Raises KeyError for a word without a value."""
        skeleton, slots = self._skeleton
        out = skeleton.copy()
        for place, name in slots:
            value = values[name]
            out[place] = _OPENING.sub(_BREAK, value) if "{" in value else value
        return "".join(out)

    def parts(self, values: Mapping[str, str]) -> list[tuple[str, bool]]:
        """Return the same in pieces for a preview: (text, whether it was filled in). Raises KeyError likewise."""
        skeleton, slots = self._skeleton
        filled = {place: _OPENING.sub(_BREAK, values[name]) for place, name in slots}
        pieces = [(filled.get(place, text), place in filled) for place, text in enumerate(skeleton)]
        return [piece for piece in pieces if piece[0]]


@lru_cache(maxsize=512)
def compile_text(text: str) -> Text:
    """Cut `text` at its placeholders. Braces around anything else are just braces."""
    segments = _PLACEHOLDER.split(text)
    segments[1::2] = [_ALIASES.get(word, word) for word in segments[1::2]]
    return Text(tuple(segments))


def spoken(word: str) -> str:
    """A placeholder as users write it, without braces."""
    return next((name for name, word_behind in _ALIASES.items() if word_behind == word), word)


def torn(text: str, vocabulary: Collection[str]) -> list[str]:
    """Words of the vocabulary that stand in the text broken over lines or with rewritten braces, each once."""
    found = ((match[0], "".join(match[1].split()).lower()) for match in _TORN.finditer(text))
    broken = (spoken(word) for raw, word in found if raw != f"{{{word}}}" and _ALIASES.get(word, word) in vocabulary)
    return list(dict.fromkeys(broken))
