"""The written words of the story: adverts, sentences of cover letters and CVs, one file per vacancy and language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@lru_cache
def _words(topic: str, language: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / topic / f"{language}.toml").read_text(encoding="utf-8"))


def title(vacancy: str, language: str) -> str:
    """Return a vacancy's title in one of its languages."""
    return str(_words(vacancy, language)["title"])


def advert(vacancy: str, language: str) -> str:
    """Return a vacancy's advert: paragraphs apart by an empty line, list items begin with a hyphen."""
    return str(_words(vacancy, language)["advert"]).strip()


def sentences(vacancy: str, language: str, part: str, kind: str) -> list[str]:
    """Return the sentences of one `kind` in a `part` (letter, cv) of a vacancy; none where nobody says such."""
    return list(_words(vacancy, language)[part].get(kind, []))


def common(language: str, kind: str) -> list[str]:
    """Return what people say in that language whatever the job is."""
    return list(_words("common", language)[kind])


def phrase(language: str, kind: str) -> str:
    """Return a single phrase of that language."""
    return str(_words("common", language)[kind])


def labels(language: str, kind: str) -> Mapping[str, str]:
    """Return headings (words), levels of a language (levels) or names of languages (tongues)."""
    return dict(_words("common", language)[kind])
