"""The draft page as data: for whom, for whom not, which questions, which letters, what the button will do."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from besked.action import Action, AnswersForm
from besked.desk.handling import inviting, inviting_later, inviting_sms, labels, letters, second
from besked.desk.handling.fetch import number
from besked.desk.handling.forms import dress
from besked.desk.handling.names import MOST, Named, named
from besked.lib.placeholders import spoken
from besked.messaging.compose import Letter, letter_language
from besked.messaging.faults import Fault, faults
from besked.messaging.vocabulary import links_of, words_of
from besked.models import Application, Language, Run, Vacancy
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


def who(action: Action, seen: Preview) -> Who:
    """Counts and first names. People whose letter has a fault in its text count as ready: the text can be mended."""
    refused, rows = refusals(seen), people(seen)
    spoken = Counter(letter_language(row, action.vacancies[row.vacancy_id]) for row in rows)
    return Who(
        [Named(row.pk, row.candidate.name) for row in rows[:MOST]],
        len(rows),
        max(len(rows) - MOST, 0),
        [(str(Language(code).label), count) for code, count in spoken.most_common()],
        named(action.actor, refused),
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


def leaving(seen: Preview) -> list[Letter]:
    """The letters that leave once the texts are right; nobody reads one that can't reach anybody."""
    told = {row.pk for row in people(seen)}
    return [letter for letter in seen.letters if letter.about[0].pk in told]


def people(seen: Preview) -> list[Application]:
    """Everybody for whom this will be done once the texts are right, in the order of the ids."""
    return sorted([*seen.ready, *mended(seen).values()], key=lambda row: row.pk)


def form_for(action: Action, checked: AnswersForm, rows: Sequence[Application], *, tried: bool) -> AnswersForm:
    """The questions as the page shows them; faults only once the button was pressed."""
    form = checked if tried else action.Form(None, action=action, initial=action.given)
    if "vacancy" in form.fields:
        _leave_out_home(form, rows)
    dress(form, [row.stage for row in rows])
    for name in IN_LETTER.get(action.slug, ()):
        form.fields.pop(name, None)
    if "to" in form.fields:
        _address_to(form, rows)
    return form


def _leave_out_home(form: AnswersForm, rows: Sequence[Application]) -> None:
    """Nobody is transferred to where all of them are."""
    homes = {row.vacancy_id for row in rows}
    choice = cast("forms.ModelChoiceField[Vacancy]", form.fields["vacancy"])
    if len(homes) == 1 and choice.queryset is not None:
        choice.queryset = choice.queryset.exclude(pk__in=homes)


def _address_to(form: AnswersForm, rows: Sequence[Application]) -> None:
    """A recipient can be chosen for a single letter; several go to the applicants themselves."""
    if len(rows) == 1:
        form.fields["to"].initial = rows[0].candidate.email
        form.initial["to"] = form.initial.get("to") or rows[0].candidate.email
    else:
        form.fields.pop("to")


def text_faults(tab: letters.Tab, seen: Preview) -> list[Fault]:
    """What is wrong with the text that everybody in the tab gets."""
    text, _several = letters.shared_text(tab, seen.writing)
    vacancy = tab.letters[0].about[0].vacancy
    return faults(text, seen.writing.composer.senders.allowed(vacancy), tab.letters[0].values, tab.family)


def letter_context(run: Run, seen: Preview, place: QueryDict, *, tried: bool = False) -> dict[str, Any]:
    """The shown tab with its fields, the previewed person, and whom letters of their own are written for."""
    found = letters.tabs(leaving(seen))
    wanted = number(place.get("person", ""))
    tab = letters.tab_of(found, place.get("show", ""), wanted)
    if tab is None:
        return {"tabs": []}
    text, several = letters.shared_text(tab, seen.writing)
    person = letters.person(tab, seen.writing, wanted)
    edited = bool(run.letters.get(tab.family, {}).get(tab.language))
    return {
        "tabs": found,
        "tab": tab,
        "several": several,
        # Nobody has written anything yet: what is missing is no fault before the button is pressed.
        "fields": letters.fields(text, text_faults(tab, seen) if tried or edited else [], tab.family),
        "edited": edited,
        "told": tried or edited or person.is_own,
        "senders": seen.writing.composer.senders.allowed(tab.letters[0].about[0].vacancy),
        "person": person,
        "alone": "alone" in place or person.is_own,
        "own": letters.fields(person.text, seen.writing.faults(person.letter), tab.family),
        "sms": inviting_sms.lengths(tab, seen.writing, person.letter),
        "faulty_tabs": [tab.key for tab in found if tried and text_faults(tab, seen)],
        "only_one": len(tab.letters) == 1,
        "vocabulary": vocabulary(tab.family),
    }


def vocabulary(family: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Words that can be inserted, by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, (group, meaning) in words_of(family).items():
        groups.setdefault(str(group), []).append((f"{{{word}}}", str(meaning)))
    groups[_("Link")] = [(f"{{{spoken(word)}}}", str(meaning)) for word, meaning in links_of(family).items()]
    return list(groups.items())


def faulty_letters(run: Run, seen: Preview) -> list[Named]:
    """One line for each language whose text has a fault, and one for each person with a faulty letter of their own."""
    fixable = {**mended(seen), **{row.pk: row for row in seen.ready}}
    names = {tab.key: tab.name for tab in letters.tabs(seen.letters)}
    found: dict[str, Named] = {}
    for letter in seen.letters:
        pk = letter.about[0].pk
        if pk in fixable:
            own = str(pk) in run.people
            key = f"{letter.family}-{letter.language}"
            words = " ".join(str(fault.words) for fault in seen.writing.faults(letter))
            if words:
                named_as = letter.to_name if own else names[key]
                found.setdefault(str(pk) if own else key, Named(pk, named_as, words))
    return list(found.values())


def own_letters(run: Run, seen: Preview) -> list[Named]:
    """Those who get a letter of their own."""
    names = {str(letter.about[0].pk): letter.to_name for letter in seen.letters}
    return [Named(int(pk), names[pk]) for pk in run.people if pk in names]


def context(run: Run, action: Action, checked: AnswersForm, place: QueryDict, *, tried: bool) -> dict[str, Any]:
    """Everything on the page; `place` says which letter and which person are shown."""
    seen = action.preview(run.applications)
    shown = with_later(action, seen)
    rows = people(seen)
    plan = labels.plan(action, {row.pk for row in rows}, seen.letters)
    return {
        "run": run,
        "action": action,
        "title": labels.title(action, len(run.applications), rows[0].candidate.name if rows else ""),
        "who": who(action, seen),
        "form": form_for(action, checked, rows, tried=tried),
        "button": labels.button(plan),
        "leaving": labels.leaving(plan),
        "silent": len(rows) - plan.letters if seen.letters else 0,
        "own_letters": own_letters(run, seen),
        "tried": tried,
        "faulty_letters": faulty_letters(run, shown),
        "second": second.rules(action, seen),
        **letter_context(run, shown, place, tried=tried),
        **(inviting.context(run, action, checked, place, seen, rows, tried=tried) if action.slug == "invite" else {}),
    }


def with_later(action: Action, seen: Preview) -> Preview:
    """With the letters that will only be written when somebody chooses a time: their texts are edited here, too."""
    return seen._replace(letters=[*seen.letters, *inviting_later.later(action, seen)])


def refusals(seen: Preview) -> list[Refusal]:
    """Those left out for good, not for a fault in a text."""
    fixable = mended(seen)
    return [refusal for refusal in seen.refused if refusal.application not in fixable]
