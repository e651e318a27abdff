"""Drafts of runs: made from a selection, kept step by step while answers and letters are written."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.action import Action, AnswersForm
from besked.actions import BY_SLUG
from besked.lib.text import clean_text
from besked.models import Run, RunState

LONGEST = 10_000  # people in one run


class BadSelection(ValueError):
    """What was posted names nobody, or too many; the message is a sentence for the person."""


def parse_ids(text: str) -> list[int]:
    """Ids from one field, `12,15,18`, each once, in the order given. Raises BadSelection."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if not all(piece.isascii() and piece.isdigit() and len(piece) <= 18 for piece in pieces):
        raise BadSelection(_("The selection could not be read; go back and choose again."))
    return list(dict.fromkeys(int(piece) for piece in pieces))


def local_path(address: str) -> str:
    """The address where it leads within this house, else nothing: no stranger sends people elsewhere through us."""
    inside = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if inside and len(address) <= 500 and address.isprintable() else ""


def make(actor: Actor, slug: str, ids: Sequence[int], *, back: str = "", now: dt.datetime) -> Run:
    """A new draft of an action on these applications. Raises BadSelection, and KeyError for an unknown action."""
    action = BY_SLUG[slug]
    if not ids:
        raise BadSelection(_("Nobody is selected."))
    if len(ids) > LONGEST:
        raise BadSelection(_("At most %(most)d people fit into one step; choose fewer.") % {"most": LONGEST})
    return Run.objects.create(
        slug=action.slug,
        user=actor.user,
        actor=actor.key,
        applications=list(ids),
        back=local_path(back),
        created_at=now,
    )


def change(run: Run, how: Callable[[Run], None]) -> Run:
    """Lets `how` change the draft, alone: two windows on one draft never lose each other's words.

    A run that was performed meanwhile is left as it is; look at its state.
    """
    with transaction.atomic():
        fresh = Run.objects.select_for_update().get(pk=run.pk)
        if fresh.state == RunState.DRAFT:
            how(fresh)
            fresh.save(update_fields=["answers", "letters", "people", "accept"])
    return fresh


def action_of(run: Run, actor: Actor, now: dt.datetime) -> tuple[Action, AnswersForm]:
    """The action as the draft has it, and its form, checked; answers that don't do are left out of `answers`."""
    action = BY_SLUG[run.slug](actor, run.answers, letters=run.letters, people=run.people, accept=run.accept, now=now)
    action.chosen = run.applications
    form = action.Form(action.given, action=action)
    form.is_valid()
    action.answers = form.cleaned_data
    return action, form


def given_answers(form: AnswersForm, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed into the form's fields, as it is kept on the draft: raw, but storable."""
    raw = {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}
    return {name: _storable(value) for name, value in raw.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return clean_text(value) if isinstance(value, str) else value
