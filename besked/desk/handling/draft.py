"""The draft page as data: for whom, for whom not, which questions, which letters, what the button will do."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.action import Action, AnswersForm
from besked.desk.handling import labels, letters
from besked.desk.handling.forms import dress
from besked.desk.handling.names import MOST, Named, named
from besked.messaging.compose import letter_language
from besked.messaging.faults import Fault, faults
from besked.messaging.vocabulary import LINKS, VOCABULARY
from besked.models import Application, Language, Run
from besked.performing import Preview
from besked.runs import Refusal

# Questions that the page asks elsewhere: in the letter itself.
IN_LETTER = {"email": ("sender", "subject", "body")}


class Who(NamedTuple):
    """The people of a draft; the lists hold the first fifty."""

    ready: list[Named]
    ready_count: int
    more_ready: int
    languages: list[tuple[str, int]]
    refused: list[Named]
    refused_count: int
    more_refused: int


def who(action: Action, seen: Preview, actor: Actor) -> Who:
    """Counts and first names. People whose letter has a fault in its text count as ready: the text can be mended."""
    refused, rows = refusals(seen), people(seen)
    spoken = Counter(letter_language(row, action.vacancies[row.vacancy_id]) for row in rows)
    return Who(
        [Named(row.pk, row.candidate.name) for row in rows[:MOST]],
        len(rows),
        max(len(rows) - MOST, 0),
        [(str(Language(code).label), count) for code, count in spoken.most_common()],
        named(actor, refused),
        len(refused),
        max(len(refused) - MOST, 0),
    )


def mended(seen: Preview) -> dict[int, Application]:
    """People who are left out only for a fault in a text, which whoever writes can put right."""
    ready = {row.pk for row in seen.ready}
    about = {row.pk: row for letter in seen.letters for row in letter.about if row.pk not in ready}
    unreachable = without_address(seen) if about else set()
    return {pk: row for pk, row in about.items() if pk not in unreachable}


def without_address(seen: Preview) -> set[int]:
    """People whom no letter can reach."""
    return {
        letter.about[0].pk
        for letter in seen.letters
        if any(fault.rule == "recipient" for fault in seen.writing.faults(letter))
    }


def people(seen: Preview) -> list[Application]:
    """Everybody for whom this will be done once the texts are right, in the order of the ids."""
    return sorted([*seen.ready, *mended(seen).values()], key=lambda row: row.pk)


def form_for(action: Action, checked: AnswersForm, rows: Sequence[Application], *, tried: bool) -> AnswersForm:
    """The questions as the page shows them; faults only once the button was pressed."""
    form = checked if tried else action.Form(None, action=action, initial=action.given)
    dress(form, [row.stage for row in rows])
    for name in IN_LETTER.get(action.slug, ()):
        form.fields.pop(name, None)
    if "to" in form.fields and len(rows) > 1:
        form.fields.pop("to")
    return form


def text_faults(tab: letters.Tab, seen: Preview) -> list[Fault]:
    """What is wrong with the text that everybody in the tab gets."""
    text, _several = letters.shared_text(tab, seen.writing)
    vacancy = tab.letters[0].about[0].vacancy
    return faults(text, seen.writing.composer.senders.allowed(vacancy), tab.letters[0].values)


def letter_context(run: Run, seen: Preview, request: HttpRequest) -> dict[str, Any]:
    """The shown tab with its fields, the previewed person, and whom letters of their own are written for."""
    found = letters.tabs(seen.letters)
    wanted = int(given) if (given := request.GET.get("person", "")).isdecimal() else None
    tab = letters.tab_of(found, request.GET.get("show", ""), wanted)
    if tab is None:
        return {"tabs": []}
    text, several = letters.shared_text(tab, seen.writing)
    person = letters.person(tab, seen.writing, wanted)
    return {
        "tabs": found,
        "tab": tab,
        "several": several,
        "fields": letters.fields(text, text_faults(tab, seen)),
        "edited": bool(run.letters.get(tab.family, {}).get(tab.language)),
        "senders": seen.writing.composer.senders.allowed(tab.letters[0].about[0].vacancy),
        "person": person,
        "alone": "alone" in request.GET or person.is_own,
        "own": letters.fields(person.text, seen.writing.faults(person.letter)),
        "faulty_tabs": [tab.key for tab in found if text_faults(tab, seen)],
        "vocabulary": vocabulary(),
    }


def vocabulary() -> list[tuple[str, list[tuple[str, str]]]]:
    """Words that can be inserted, by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, (group, meaning) in VOCABULARY.items():
        groups.setdefault(str(group), []).append((f"{{{word}}}", str(meaning)))
    groups[_("Link")] = [(f"{{{word}}}", str(meaning)) for word, meaning in LINKS.items()]
    return list(groups.items())


def own_letters(run: Run, seen: Preview) -> list[Named]:
    """Those who get a letter of their own."""
    names = {str(letter.about[0].pk): letter.to_name for letter in seen.letters}
    return [Named(int(pk), names[pk]) for pk in run.people if pk in names]


def context(run: Run, action: Action, checked: AnswersForm, request: Any, *, tried: bool) -> dict[str, Any]:
    """Everything on the page."""
    seen = action.preview(run.applications)
    rows = people(seen)
    plan = labels.plan(action, {row.pk for row in rows}, seen.letters)
    return {
        "run": run,
        "action": action,
        "title": labels.title(action, len(run.applications)),
        "who": who(action, seen, request.actor),
        "form": form_for(action, checked, rows, tried=tried),
        "button": labels.button(plan),
        "leaving": labels.leaving(plan),
        "silent": len(rows) - plan.letters if seen.letters else 0,
        "own_letters": own_letters(run, seen),
        "tried": tried,
        **letter_context(run, seen, request),
    }


def refusals(seen: Preview) -> list[Refusal]:
    """Those left out for good, not for a fault in a text."""
    fixable = mended(seen)
    return [refusal for refusal in seen.refused if refusal.application not in fixable]
