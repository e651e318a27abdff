"""The people who apply: names of many communities, invented addresses, telephone numbers that belong to nobody."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from besked.management.demo.words import common

_NAMES = tomllib.loads((Path(__file__).parent / "words" / "names.toml").read_text(encoding="utf-8"))
_DOMAINS = ("post.example", "mail.example", "brev.example", "hjem.example", "letters.example")
_COUNTRIES = {"da": "DK", "sv": "SE", "nb": "NO", "nl": "NL", "en": "DK"}
_NEIGHBOURS = {"da": "sv", "sv": "nb", "nb": "sv", "nl": "de", "en": "de"}
# Ranges kept for fiction (Sweden, United Kingdom) or never given out (Denmark, Norway, the Netherlands).
_NUMBERS = {
    "da": ("+451234", 4),
    "sv": ("+467017406", 2),
    "nb": ("+471234", 4),
    "nl": ("+3160000", 4),
    "en": ("+447700900", 3),
}


_ASCII = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ł": "l", "Ł": "L", "ı": "i"}
_ASCII |= {"đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ß": "ss"}


@dataclass(frozen=True)
class Person:
    """Somebody who applies. `language` is the one they write in, `tongue` the one they grew up with."""

    number: int
    given_name: str
    family_name: str
    email: str
    mobile: str
    address: str
    language: str
    tongue: str
    years: int
    """Years of experience."""

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def place(self) -> str:
        """The town they live in."""
        return self.address.rpartition("\n")[2].partition(" ")[2]

    @property
    def speaks(self) -> list[tuple[str, str]]:
        """Languages with a level, the first language first."""
        spoken = {self.tongue: "native"}
        spoken.setdefault(self.language, "fluent")
        spoken.setdefault("en", "good")
        spoken.setdefault(_NEIGHBOURS[self.language], "basic")
        return list(spoken.items())


def spelled_plainly(name: str) -> str:
    """Return a name as people write it where only ASCII goes: Søren becomes Soeren, Łukasz becomes Lukasz."""
    parts = unicodedata.normalize("NFD", "".join(_ASCII.get(letter, letter) for letter in name))
    return "".join(letter for letter in parts if letter.isascii() and (letter.isalnum() or letter in "- "))


class Town:
    """Where people come from: the same ones in the same order for the same seed, no name or address twice."""

    def __init__(self, seed: str = "besked") -> None:
        """Opens the town."""
        self._random = Random(seed)  # noqa: S311 -- made-up people, no secrets
        self._taken: set[str] = set()
        self._count = 0
        self._specials = {code: list(self._special(code)) for code in _COUNTRIES}

    @staticmethod
    def _special(language: str) -> Iterator[tuple[str, str, str]]:
        for told in _NAMES["special"]:
            if told["language"] == language:
                yield told["given"], told["family"], told["community"]

    def person(self, language: str) -> Person:
        """Return somebody new who writes in `language`."""
        self._count += 1
        given, family, community = self._name(language)
        return Person(
            number=self._count,
            given_name=given,
            family_name=family,
            email=self._email(f"{given} {family}"),
            mobile=self._mobile(language),
            address=self._address(language),
            language=language,
            tongue=_NAMES["tongues"][community],
            years=self._random.choice((1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 19)),
        )

    def _name(self, language: str) -> tuple[str, str, str]:
        if self._specials[language] and self._random.random() < 0.15:
            return self._specials[language].pop(0)
        shares = _NAMES["shares"][language]
        while True:
            community = self._random.choices(list(shares), list(shares.values()))[0]
            told = _NAMES[community]
            given, family = self._random.choice(told["given"]), self._random.choice(told["family"])
            if f"{given} {family}" not in self._taken:
                self._taken.add(f"{given} {family}")
                return given, family, community

    def _email(self, name: str) -> str:
        words = spelled_plainly(name).lower().split()
        local = ".".join(words) if len(words) < 5 else f"{words[0]}.{words[-1]}"
        domain = self._random.choice(_DOMAINS)
        while f"{local}@{domain}" in self._taken:
            local += str(self._random.randint(2, 99))
        self._taken.add(f"{local}@{domain}")
        return f"{local}@{domain}"

    def _mobile(self, language: str) -> str:
        if self._random.random() < 0.12:
            return ""
        prefix, digits = _NUMBERS[language]
        least = 5 if language == "sv" else 0
        return f"{prefix}{self._random.randrange(least, 10**digits):0{digits}}"

    def _address(self, language: str) -> str:
        street = self._random.choice(common(language, "streets"))
        town = self._random.choice(common(language, "places"))
        code = "999 10" if language == "sv" else "0999 ZH" if language == "nl" else "9999"
        return f"{street} {self._random.randint(1, 120)}\n{code} {town}"
