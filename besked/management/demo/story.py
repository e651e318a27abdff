"""Where the story plays and who works there: departments, staff, vacancies, as told in words/story.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

_TOLD = tomllib.loads((Path(__file__).parent / "words" / "story.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Place:
    """A department; `parent` is the key of the one above it, and what is empty is inherited."""

    key: str
    name: str
    parent: str = ""
    country: str = ""
    language: str = ""
    zone: str = ""
    address: str = ""
    about: str = ""
    sender: str = ""
    asks_address: bool = False


@dataclass(frozen=True)
class Colleague:
    """One of the staff; `level` is a preset of rights, to which `rights` adds; `departments` are keys of places."""

    key: str
    given_name: str
    family_name: str
    email: str
    title: str
    phone: str
    language: str
    level: str
    departments: list[str]
    signatures: dict[str, str]
    rights: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Opening:
    """A vacancy. `deadline` is in days from today, negative when past; `counts` says how many apply by language."""

    key: str
    reference: str
    department: str
    owner: str
    deadline: int
    promise_days: int
    positions: int
    place: str
    zone: str
    criteria: list[str]
    counts: dict[str, int] = field(default_factory=dict)
    closed: int | None = None
    """How many days ago it was closed."""

    @property
    def languages(self) -> list[str]:
        """The languages of the advert, the first one first."""
        return list(self.counts)


PLACES = tuple(Place(**told) for told in _TOLD["places"])
STAFF = {told["key"]: Colleague(**told) for told in _TOLD["staff"]}
VACANCIES = {told["key"]: Opening(**told) for told in _TOLD["vacancies"]}
