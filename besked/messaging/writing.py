"""Writing the letters of one run: templates, what people edited, faults; each distinct text is checked once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise

from besked.messaging.compose import Composer, Letter, LetterText, Rendered
from besked.messaging.faults import Fault, faults, link_fault, recipient_fault
from besked.models import Application, Channel

Edits = Mapping[str, Mapping[str, Mapping[str, str]]]


class Writing:
    """`edits`: {family: {language: {…}}}; `people`: {application id as text: {family: {…}}}, for single persons."""

    def __init__(self, composer: Composer, edits: Edits, people: Edits) -> None:
        """Keeps what was edited; bad shapes count as no edit."""
        self.composer = composer
        self.edits = edits
        self.people = people
        self._texts: dict[tuple[str, str, str, int], LetterText] = {}
        self._faults: dict[LetterText, list[Fault]] = {}

    def text(self, letter: Letter) -> LetterText:
        """The text of a letter for its first person: the person's own edit, else the language's."""
        shared = self.shared(letter)
        own = _mapping(_mapping(self.people.get(str(letter.about[0].pk) if letter.about else "")).get(letter.family))
        return shared.edited(own) if own else shared

    def shared(self, letter: Letter) -> LetterText:
        """The text for everybody with this letter, language and vacancy."""
        vacancy = letter.about[0].vacancy
        key = (letter.family, letter.variant, letter.language, vacancy.pk)
        if key not in self._texts:
            template = self.composer.text(*key[:3], vacancy)
            edits = _mapping(_mapping(self.edits.get(letter.family)).get(letter.language))
            self._texts[key] = _filled(template, letter.proposal).edited(edits)
        return self._texts[key]

    def faults(self, letter: Letter) -> list[Fault]:
        """Why this letter can't leave; each distinct text is read once."""
        text = self.text(letter)
        if text not in self._faults:
            allowed = self.composer.senders.allowed(letter.about[0].vacancy)
            self._faults[text] = faults(text, allowed, letter.values, letter.family)
        to = recipient_fault(letter.to, letter.channel)
        candidate = letter.about[0].candidate
        own = candidate.mobile if letter.channel == Channel.SMS else candidate.email
        stray = link_fault(text.whole, letter.to, own) if not to else None
        return [*self._faults[text], *(fault for fault in (to, stray) if fault)]

    def render(self, letter: Letter) -> Rendered:
        """The letter with its values."""
        return self.composer.render(letter, self.text(letter))

    def by_language(self) -> dict[str, dict[str, dict[str, str]]]:
        """The texts used so far, as the API shows them: {family: {language: {from, subject, body, signature}}}."""
        shown: dict[str, dict[str, dict[str, str]]] = {}
        for (family, _variant, language, _vacancy), text in self._texts.items():
            shown.setdefault(family, {}).setdefault(language, text.as_json())
        return shown


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _filled(template: LetterText, proposal: Mapping[str, str]) -> LetterText:
    """A frame with the free text in it; without a free text its place stays empty."""
    body = template.body.replace("{text}", proposal.get("body", "")).strip()
    frame = template.body.replace("{text}", "").strip() if "{text}" in template.body else ""
    given = {name: value for name, value in proposal.items() if value and name != "body"}
    return replace(template.edited({**given, "body": body}), frame=frame)


def letter_to(application: Application, family: str, variant: str, language: str) -> Letter:
    """A letter to the applicant, about their application."""
    candidate = application.candidate
    return Letter(family, candidate.email, candidate.name, language, [application], variant)


def words_of(found: list[Fault]) -> str | Promise:
    """Several faults as one sentence after another."""
    return " ".join(str(fault.words) for fault in found)
