"""A letter as somebody will read it, in pieces: what was written, what was filled in, what is missing."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from besked.access import Actor, visible_to
from besked.lib.placeholders import compile_text
from besked.messaging.catalogue import our_letter
from besked.messaging.compose import FRAMED, Composer
from besked.messaging.senders import Senders
from besked.messaging.vocabulary import LINKS, sample_values, sender_values
from besked.models import Application, Department, Tree, User, Vacancy

RECENT = 20
BY_BESKED = frozenset({"receipt", "already-applied"})  # no person writes them, so the organisation signs


class Piece(NamedTuple):
    """A part of the text; `kind` is filled, missing, link, or plain for what was written."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Subject and letter in pieces, for whom, from whom, and the words without a value."""

    subject: list[Piece]
    body: list[Piece]
    to: str
    sender: str
    missing: list[str]


def pieces(text: str, values: dict[str, str]) -> list[Piece]:
    """A text cut at its placeholders, each with its value."""
    found = []
    for place, segment in enumerate(compile_text(text).segments):
        if place % 2 == 0:
            found.append(Piece(segment, "plain"))
        elif segment in LINKS:
            found.append(Piece(str(LINKS[segment]), "link"))
        elif value := values.get(segment, ""):
            found.append(Piece(value, "filled"))
        else:
            found.append(Piece(f"{{{segment}}}", "missing"))
    return [piece for piece in found if piece.text]


def recent_people(actor: Actor, departments: set[int]) -> list[Application]:
    """Who applied last in these departments, as far as the actor sees them: one query."""
    rows = Application.objects.filter(vacancy__department__in=departments).select_related("candidate")
    return list(visible_to(actor, rows).order_by("-received_at", "-pk")[:RECENT])


@dataclass(frozen=True, slots=True)
class Previewer:
    """Shows texts of one letter family in one language and department."""

    family: str
    language: str
    department: Department
    tree: Tree
    user: User
    now: dt.datetime

    def show(self, subject: str, body: str, application: Application | None) -> Preview:
        """With a person's values; with made-up ones where there is nobody."""
        author = None if self.family in BY_BESKED else self.user
        values, signature, sender, to = self._person(application, author) if application else self._sample(author)
        footer = our_letter("footer", "", self.language)[1] if self.family in FRAMED else ""
        whole = "\n\n".join(part for part in (body.strip(), signature.strip(), footer) if part)
        shown = pieces(subject, values), pieces(whole, values)
        missing = [piece.text for part in shown for piece in part if piece.kind == "missing"]
        return Preview(shown[0], shown[1], to, sender, list(dict.fromkeys(missing)))

    def _person(self, application: Application, author: User | None) -> tuple[dict[str, str], str, str, str]:
        vacancy: Vacancy = Vacancy.objects.with_texts().get(pk=application.vacancy_id)
        composer = Composer(self.tree, [vacancy], author, self.now)
        values = {**self._extra(), **composer.values(application, self.language)}
        signature = composer.senders.signature(self.department.pk, self.language)
        return values, signature, composer.senders.default(vacancy), application.candidate.name

    def _sample(self, author: User | None) -> tuple[dict[str, str], str, str, str]:
        chain = self.tree.chain(self.department.pk)
        senders = Senders(self.tree, {d.pk for d in chain}, author)
        organisation = chain[-1].name
        values = {**sample_values(self.language), **self._extra(), **sender_values(author, organisation)}
        values |= {"organisation": organisation, "department": self.department.name, "applicants": "182"}
        values |= {"months_kept": str(self.tree.months_kept(self.department.pk)), **self._contact()}
        addresses = [row.address for d in chain for row in senders.addresses.get(d.pk, [])]
        sender = (addresses or [self.user.email])[0]
        return values, senders.signature(self.department.pk, self.language), sender, values["name"]

    def _contact(self) -> dict[str, str]:
        user = self.user
        contact = ", ".join(dict.fromkeys(part for part in (user.name, user.email, user.phone) if part))
        return {
            "contact": contact,
            "contact_name": user.name,
            "contact_email": user.email,
            "contact_phone": user.phone,
        }

    def _extra(self) -> dict[str, str]:
        with translation.override(self.language):
            return {
                "text": _("Here stands the message that you write."),
                "vacancy": _("Teacher, years 4–6"),
                "reference": "2026-118",
            }
