"""One application in the story and what happened to it, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from besked.management.demo.people import Person

_DECISIONS = frozenset({"reject", "save", "withdraw", "transfer"})


@dataclass(frozen=True)
class Step:
    """Something that happened: a further action, a move around an interview, a note or a rank.

    `days` counts back from today, in working days where `is_office`, and 0 means just now. `batch` is shared by people
    who were decided on together. `by` is a colleague's key, empty where the applicant acted. `mail` says what became
    of the letter: sent, queued, draft (decided, to be told later), bounced, failed, uncertain or held.
    """

    kind: str
    days: int
    clock: str
    batch: str
    by: str = ""
    mail: str = "sent"
    stage: str = "review"
    reason: str = ""
    note: str = ""
    rank: int = 0
    target: str = ""
    subject: str = ""
    body: str = ""
    is_office: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Applied:
    """One application: who, for what, how many days ago it came, what was sent along and what happened since."""

    person: Person
    vacancy: str
    days: int
    clock: str
    letter: str
    has_cv: bool
    steps: list[Step] = field(default_factory=list)

    @property
    def decided(self) -> bool:
        """Whether a status other than new came of it."""
        return any(step.kind in _DECISIONS for step in self.steps)
