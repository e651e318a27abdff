"""Letters: which text (own, inherited, ours), in which language, from whom, with which values."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count

from besked.lib.placeholders import compile_text
from besked.messaging.catalogue import our_letter
from besked.messaging.senders import Senders
from besked.messaging.vocabulary import (
    CONFIRM_LINK,
    SHORT_MESSAGES,
    VOCABULARY,
    person_values,
    sender_values,
    vacancy_values,
    zone_of,
)
from besked.models import LANGUAGES, Application, Channel, Interview, LetterTemplate, Tree, User, Vacancy

# A word without a value, alone on its line, leaves no hole in the letter.
_GAPS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
EDITABLE = ("from", "subject", "body", "signature")
FRAMED = frozenset({"email"})  # letters that end with the footer: why you get this, whom to ask


@dataclass(frozen=True, slots=True)
class LetterText:
    """The editable text of a letter in one language, with its placeholders still in it."""

    subject: str
    body: str
    signature: str = ""
    sender: str = ""
    footer: str = ""
    is_silent: bool = False
    frame: str = ""  # what stands around a free text: nothing more than this is an empty letter

    def edited(self, edits: Mapping[str, str]) -> "LetterText":
        """With what a person changed."""
        return replace(
            self,
            subject=str(edits.get("subject", self.subject)),
            body=str(edits.get("body", self.body)),
            signature=str(edits.get("signature", self.signature)),
            sender=str(edits.get("from", self.sender)),
        )

    def as_json(self) -> dict[str, str]:
        """The shape that the API shows and takes back."""
        return {"from": self.sender, "subject": self.subject, "body": self.body, "signature": self.signature}

    @property
    def whole(self) -> str:
        """Body, signature and footer as one text."""
        return "\n\n".join(part for part in (self.body.strip(), self.signature.strip(), self.footer) if part)


@dataclass(slots=True)
class Letter:
    """A letter to be written: to one recipient, about any number of applications."""

    family: str
    to: str
    to_name: str
    language: str
    about: list[Application]
    variant: str = ""
    answers: bool = False  # whether it tells a decision
    values: dict[str, str] = field(default_factory=dict)  # words of this letter beyond the vocabulary
    leaves_at: dt.datetime | None = None  # its own time, where it isn't the run's: a reminder
    not_after: dt.datetime | None = None
    once: str | None = None  # a key of its own: a second one can't exist
    channel: str = Channel.EMAIL
    interview: Interview | None = None  # what it is about; may not be saved yet
    calendar: str = ""  # an appointment that goes along
    confirm: bool = False  # whether the link to the reply page is added where the text lacks it
    proposal: Mapping[str, str] = field(default_factory=dict)  # what the answers say it should say: from, subject, body


class Rendered(NamedTuple):
    """A letter as it will leave."""

    letter: Letter
    text: LetterText
    subject: str
    body: str


def letter_language(application: Application, vacancy: Vacancy) -> str:
    """The applicant's language, else the vacancy's first, else English."""
    wanted = (application.language, *vacancy.languages, "en")
    return next(str(code) for code in wanted if code in LANGUAGES)


class Composer:
    """Writes the letters of one run: a handful of queries at the start, none per letter."""

    def __init__(
        self, tree: Tree, vacancies: Iterable[Vacancy], user: User | None, now: dt.datetime, *, arriving: int = 0
    ) -> None:
        """Loads own templates, senders and signatures. `arriving` applicants are counted before they are stored."""
        self.tree, self.user, self.now, self.arriving = tree, user, now, arriving
        self.vacancies = {vacancy.pk: vacancy for vacancy in vacancies}
        chains = {d.pk for v in self.vacancies.values() for d in tree.chain(v.department_id)}
        self.senders = Senders(tree, chains, user)
        rows = LetterTemplate.objects.filter(department__in=chains, is_current=True) if chains else ()
        self.own = {(row.department_id, row.family, row.variant, row.language): row for row in rows}
        self._values: dict[tuple[int, str], dict[str, str]] = {}

    def text(self, family: str, variant: str, language: str, vacancy: Vacancy) -> LetterText:
        """The text of a letter: the nearest department's own, else ours. Raises KeyError for an unknown letter."""
        subject, body = our_letter(family, variant, language)
        silent = False
        for department in self.tree.chain(vacancy.department_id):
            if row := self.own.get((department.pk, family, variant, language)):
                subject, body, silent = row.subject or subject, row.body or body, row.is_silent
                break
        signature = "" if family in SHORT_MESSAGES else self.senders.signature(vacancy.department_id, language)
        sender = self.senders.default(vacancy)
        footer = our_letter("footer", "", language)[1] if family in FRAMED else ""
        return LetterText(subject, body, signature, sender, footer, silent)

    @cached_property
    def applicants(self) -> dict[int, int]:
        """How many applied to each vacancy; counted only for letters that say so, because it takes longest."""
        counts = _applicants(self.vacancies)
        return {pk: counts.get(pk, 0) + self.arriving for pk in self.vacancies}

    def values(
        self, application: Application, language: str, needed: Collection[str] = frozenset(VOCABULARY)
    ) -> dict[str, str]:
        """The values of the vocabulary for one application, at least those that are needed."""
        vacancy = self.vacancies[application.vacancy_id]
        zone = zone_of(vacancy, self.tree)
        found = {**self._shared(vacancy, language), **person_values(application, language, zone)}
        if "applicants" in needed:
            found["applicants"] = str(self.applicants[vacancy.pk])
        return found

    def _shared(self, vacancy: Vacancy, language: str) -> dict[str, str]:
        if (vacancy.pk, language) not in self._values:
            values = vacancy_values(vacancy, language, self.tree, now=self.now)
            self._values[vacancy.pk, language] = values | sender_values(self.user, values["organisation"])
        return self._values[vacancy.pk, language]

    def render(self, letter: Letter, text: LetterText) -> Rendered:
        """The letter with its values; `{link:…}` stays until the wire."""
        if letter.confirm:
            text = with_confirm_link(text, letter.language)
        subject, whole = compile_text(text.subject), compile_text(text.whole)
        values = letter.values
        if letter.about:
            needed = subject.names | whole.names
            values = {**self.values(letter.about[0], letter.language, needed), **letter.values}
        return Rendered(letter, text, " ".join(subject.render(values).split()), _GAPS.sub("\n\n", whole.render(values)))


def has_confirm_link(text: LetterText) -> bool:
    """Whether the contents lead to the reply page by themselves."""
    return CONFIRM_LINK in compile_text(text.body).segments[1::2]


def with_confirm_link(text: LetterText, language: str) -> LetterText:
    """The text with the link to the reply page, added after the contents where it is lacking."""
    if has_confirm_link(text):
        return text
    return replace(text, body=f"{text.body.rstrip()}\n\n{our_letter('confirm-line', '', language)[1]}")


def _applicants(vacancies: Mapping[int, Vacancy]) -> dict[int, int]:
    """How many applied to each vacancy: received for it, the withdrawn included, copies not."""
    counted = (
        Application.objects.filter(vacancy__in=list(vacancies), transferred_from__isnull=True)
        .values("vacancy")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {row["vacancy"]: row["n"] for row in counted}


def languages_of(applications: Sequence[Application], vacancies: Mapping[int, Vacancy]) -> list[str]:
    """The languages that letters to these people need, the most frequent first."""
    counts: dict[str, int] = {}
    for application in applications:
        code = letter_language(application, vacancies[application.vacancy_id])
        counts[code] = counts.get(code, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], LANGUAGES.index(code)))
