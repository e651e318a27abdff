"""What a person typed on the draft page, taken over into the draft: answers, the shown letter, one person's letter."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from besked.action import AnswersForm
from besked.desk.handling import inviting_typed, second
from besked.desk.handling.fetch import number
from besked.desk.handling.letters import mark
from besked.lib.text import clean_line, clean_text
from besked.messaging.compose import EDITABLE
from besked.models import LANGUAGES, Run
from besked.web.drafts import given_answers

LONGEST = 50_000
_KEY = re.compile(rf"([a-z][a-z-]{{0,38}})-({'|'.join(LANGUAGES)})", re.ASCII)


def take_over(run: Run, form: AnswersForm, data: QueryDict) -> None:
    """Changes the draft as posted; parts of the page that were not in the form stay as they are."""
    if "answers" in data:
        run.answers = {**run.answers, **_asked(given_answers(form, data), data.get("answers", ""))}
    family, language = _tab(data.get("shown", ""))
    if family and (changed := _changed(data, "letter")):
        _merge(run.letters, family, language, changed)
    whose = number(data.get("alone", ""))
    if family and whose in run.applications and (changed := _changed(data, "own")):
        _merge(run.people, str(whose), family, changed)
    if "rules" in data:
        shown = [rule for rule in data.get("rules", "").split() if rule in second.WORDS]
        run.accept = [rule for rule in run.accept if rule not in shown] + [
            rule for rule in shown if rule in data.getlist("accept")
        ]
    if run.slug == "invite":
        inviting_typed.take_over(run, form.action.actor, data)
    _let_go(run, data)


def _asked(given: dict[str, Any], names: str) -> dict[str, Any]:
    """Where a page asks for some answers only, it names them; else it asked for all."""
    return given if names == "1" else {name: value for name, value in given.items() if name in names.split()}


def _tab(key: str) -> tuple[str, str]:
    """Family and language of a tab; nothing for a key that no tab has."""
    found = _KEY.fullmatch(key)
    return (found[1], found[2]) if found else ("", "")


def _changed(data: QueryDict, prefix: str) -> dict[str, str]:
    """The parts that differ from what the page showed: a text that nobody touched goes on following its template."""
    given = {name: str(data[f"{prefix}-{name}"]) for name in EDITABLE if f"{prefix}-{name}" in data}
    return {
        name: clean_text(text, LONGEST) if name in ("body", "signature") else clean_line(text, 250)
        for name, text in given.items()
        if mark(text) != data.get(f"{prefix}-{name}-was")
    }


def _merge(kept: dict[str, Any], first: str, second: str, changed: Mapping[str, str]) -> None:
    kept.setdefault(first, {}).setdefault(second, {}).update(changed)


def _let_go(run: Run, data: QueryDict) -> None:
    """Back to the template for a language, back to the shared letter for a person."""
    family, language = _tab(data.get("template", ""))
    run.letters.get(family, {}).pop(language, None)
    run.people.pop(data.get("shared", ""), None)
