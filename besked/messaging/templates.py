"""Letters that a department made its own: which text counts where, its versions, and saving a new one."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from besked.lib.placeholders import compile_text
from besked.messaging.catalogue import Letterhead, our_letter
from besked.messaging.vocabulary import SHORT_MESSAGES, allowed_in
from besked.models import Department, LetterTemplate, Tree, User

# Words that only some letters know; each must stand in the letter, because what they stand for would be lost.
FRAME_WORDS = {"email": "text"}
Place = tuple[str, str, str]  # family, variant, language


class Overtaken(Exception):
    """Somebody saved the letter after this editor opened it; holds what counts now, None where it is inherited."""

    def __init__(self, now_current: LetterTemplate | None) -> None:
        """Keeps the other's version."""
        super().__init__("saved by somebody else")
        self.current = now_current


class TextFault(NamedTuple):
    """Which field, and why it can't be saved."""

    field: str
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Standing:
    """Which text of a letter counts in a department: its own row, an inherited one, else ours."""

    head: Letterhead
    language: str
    department: Department
    row: LetterTemplate | None = None
    source: Department | None = None  # whose row it is

    @property
    def is_own(self) -> bool:
        """Whether this department said something itself."""
        return self.row is not None and self.source == self.department

    @property
    def is_ours(self) -> bool:
        """Whether the words are ours, by nobody's doing or by somebody's wish."""
        return self.row is None or not (self.row.subject or self.row.body)

    @property
    def is_silent(self) -> bool:
        """Whether no e-mail goes out."""
        return self.row is not None and self.row.is_silent

    @property
    def version(self) -> int:
        """The number of the department's own current version; 0 while it has none."""
        return self.row.version if self.row and self.is_own else 0

    @property
    def text(self) -> tuple[str, str]:
        """Subject and body that count."""
        subject, body = our_letter(self.head.family, self.head.variant, self.language)
        return (self.row.subject or subject, self.row.body or body) if self.row else (subject, body)


class Standings:
    """What counts in one department, for every letter and language: one query."""

    def __init__(self, department: Department, tree: Tree) -> None:
        """Loads the current rows of the department and those above it."""
        self.department = department
        self.chain = {d.pk: d for d in tree.chain(department.pk)}
        rows = list(LetterTemplate.objects.filter(department__in=list(self.chain), is_current=True))
        nearest = {pk: distance for distance, pk in enumerate(self.chain)}
        self.rows: dict[Place, list[LetterTemplate]] = {}
        for row in sorted(rows, key=lambda row: nearest[row.department_id]):
            self.rows.setdefault((row.family, row.variant, row.language), []).append(row)

    def of(self, head: Letterhead, language: str) -> Standing:
        """The one that counts. No query."""
        return self._first(head, language, self.rows.get((head.family, head.variant, language), []))

    def above(self, head: Letterhead, language: str) -> Standing:
        """The one that would count if the department had none of its own. No query."""
        rows = self.rows.get((head.family, head.variant, language), [])
        return self._first(head, language, [row for row in rows if row.department_id != self.department.pk])

    def _first(self, head: Letterhead, language: str, rows: list[LetterTemplate]) -> Standing:
        row = rows[0] if rows else None
        source = self.chain[row.department_id] if row else None
        return Standing(head, language, self.department, row, source)


def text_faults(head: Letterhead, subject: str, body: str) -> list[TextFault]:
    """Why a text can't be saved, a sentence each: no open word may ever reach an applicant."""
    extra = FRAME_WORDS.get(head.family)
    found = []
    if not subject.strip() and head.family not in SHORT_MESSAGES:
        found.append(TextFault("subject", _("The subject is empty.")))
    if not body.strip():
        found.append(TextFault("body", _("The letter is empty.")))
    for field, text in (("subject", subject), ("body", body)):
        cut = compile_text(text)
        known = allowed_in(head.family) | ({extra} if extra and field == "body" else set())
        words = _("{%(word)s} can't be filled in: no such word.")
        found += [TextFault(field, words % {"word": word}) for word in cut.unknown(known)]
    if compile_text(subject).links:
        found.append(TextFault("subject", _("A link can't stand in the subject.")))
    if extra and extra not in compile_text(body).names:
        words = _("{%(word)s} must stand in the letter: there goes what you write.")
        found.append(TextFault("body", words % {"word": extra}))
    return found


def lost_links(head: Letterhead, language: str, body: str) -> list[str]:
    """The links that our letter has and this one hasn't; not wrong, but worth a word."""
    ours = compile_text(our_letter(head.family, head.variant, language)[1]).links
    return sorted(ours - compile_text(body).links)


def versions(department: Department, head: Letterhead, language: str) -> list[LetterTemplate]:
    """A department's own versions of a letter, newest first: one query."""
    rows = LetterTemplate.objects.filter(department=department, **_place(head, language))
    return list(rows.select_related("by").order_by("-version"))


def save_version(
    standing: Standing,
    *,
    subject: str,
    body: str,
    is_silent: bool,
    based_on: int,
    by: User,
    now: dt.datetime,
) -> LetterTemplate | None:
    """Makes a text the department's own: a new version; None where nothing was changed.

    Raises Overtaken where `based_on` no longer counts.

    Texts equal to ours are not copied: the row stays empty, and follows ours when we improve them.
    """
    changed = (subject, body, is_silent) != (*standing.text, standing.is_silent)
    if (subject, body) == our_letter(standing.head.family, standing.head.variant, standing.language):
        subject = body = ""
    with transaction.atomic():
        latest = _locked(standing, based_on)
        if not changed:
            return None  # no version that says the same as the one that counts
        _retire(standing)
        return LetterTemplate.objects.create(
            department=standing.department,
            **_place(standing.head, standing.language),
            version=latest + 1,
            is_silent=is_silent,
            subject=subject,
            body=body,
            by=by,
            at=now,
        )


def inherit_again(standing: Standing, *, based_on: int) -> None:
    """Drops the department's own text (its versions stay to be looked at). Raises Overtaken likewise."""
    with transaction.atomic():
        _locked(standing, based_on)
        _retire(standing)


def _place(head: Letterhead, language: str) -> dict[str, str]:
    return {"family": head.family, "variant": head.variant, "language": language}


def _retire(standing: Standing) -> None:
    rows = LetterTemplate.objects.filter(department=standing.department, is_current=True)
    rows.filter(**_place(standing.head, standing.language)).update(is_current=False)


def _locked(standing: Standing, based_on: int) -> int:
    """The number of the latest version, with the department's letters locked against another editor."""
    Department.objects.select_for_update().get(pk=standing.department.pk)
    rows = versions(standing.department, standing.head, standing.language)
    current = next((row for row in rows if row.is_current), None)
    if (current.version if current else 0) != based_on:
        raise Overtaken(current)
    return rows[0].version if rows else 0
