"""The page on which people are invited, in two steps: first the interview, then its letters and the reminder."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.action import Action, AnswersForm
from besked.actions.invite import Invite
from besked.desk.handling import inviting_dress, inviting_first, inviting_link, inviting_reminders, inviting_times
from besked.models import Application, InterviewFormat, Run
from besked.performing import Preview
from besked.web import drafts

FIRST = (
    "kind", "format", "arrange", "date", "time", "duration", "break", "slots", "cap", "place", "route", "link",
    "recruiters",
)  # fmt: skip
SECOND = ("mail", "reminder", "days_before", "short_notice")
STEPS = ("interview", "letter")


def step_of(checked: AnswersForm, wanted: str) -> str:
    """The letters come once the interview is settled; a fault in it leads back there."""
    return "letter" if wanted == "letter" and not set(FIRST) & set(checked.errors) else "interview"


def next_step(data: QueryDict) -> str:
    """Which step comes after what was posted; nothing for other pages."""
    asked = {"next": "letter", "back": "interview"}.get(data.get("do", ""), data.get("step", ""))
    return asked if asked in STEPS else ""


def is_faulty(run: Run, actor: Actor) -> bool:
    """Whether the interview itself needs another look before its letters can be written."""
    _action, checked = drafts.action_of(run, actor, timezone.now())
    return bool(set(FIRST) & set(checked.errors))


def context(
    run: Run, action: Action, checked: AnswersForm, place: QueryDict, seen: Preview, rows: Sequence[Application],
    *, tried: bool
) -> dict[str, Any]:  # fmt: skip
    """What the page shows beyond that of every draft."""
    invite, step = cast("Invite", action), step_of(checked, place.get("step", ""))
    shared = {
        "step": step,
        "times": inviting_times.times(invite, seen, rows, run.answers),
        "zone": inviting_times.zone_words(invite),
        "is_phone": invite.answers.get("format") == InterviewFormat.PHONE,
    }
    if step == "interview":
        return {**shared, "asked": " ".join(FIRST), **_interview(run, invite, checked, rows, tried=tried)}
    return {**shared, "asked": " ".join(SECOND), **_letter(invite, checked, seen, rows)}


def _interview(
    run: Run, action: Invite, checked: AnswersForm, rows: Sequence[Application], *, tried: bool
) -> dict[str, Any]:
    first = inviting_first.first_values(action, rows, str(run.answers.get("kind") or ""))
    form = checked if tried else action.Form(None, action=action, initial={**first, **run.answers})
    inviting_dress.interview(form, action, run.answers if run.answers else first, alone=len(rows) == 1)
    kind = run.answers.get("kind") or first["kind"]
    return {"form": form, "faults": [name for name in FIRST if name in form.errors], "kind_shown": kind}


def _letter(action: Invite, checked: AnswersForm, seen: Preview, rows: Sequence[Application]) -> dict[str, Any]:
    inviting_dress.letter(checked)
    found = inviting_link.tick(action, seen)
    without_letter = action.answers.get("mail") == "none"
    return {
        "form": checked,
        "faults": [name for name in SECOND if name in checked.errors],
        "tick": found,
        "reminders": inviting_reminders.reminders(action, rows),
        "facts": _facts(action),
        "nothing_leaves": not seen.letters and bool(rows),
        **({"silent": 0} if without_letter else {}),
    }


def _facts(action: Invite) -> list[tuple[str, str]]:
    """The interview in a few lines."""
    form, said = action.answers, inviting_dress.choices_words
    lines = [
        (_("Type of Interview"), said(action, "kind")),
        (_("Format"), said(action, "format")),
        (_("Place"), form.get("place", "")),
        (_("Link"), form.get("link", "")),
        (_("Recruiters attending interview"), ", ".join(user.name for user in form.get("recruiters", ()))),
    ]
    return [line for line in lines if line[1]]
