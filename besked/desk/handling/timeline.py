"""The timeline of an application: what was done, what was written, what colleagues noted; newest first."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.calendar import told
from besked.desk.handling.dossier import Dossier
from besked.models import ActorKind, Application, Channel, Event, Message, Stage
from besked.ui.marks import MESSAGE_TONES
from besked.web.taking import BY_NAME

KINDS = ("events", "letters", "notes")


class Entry(NamedTuple):
    """One line; `kind` is one of KINDS."""

    at: dt.datetime
    kind: str
    words: str
    by: str = ""
    detail: str = ""
    message: Message | None = None
    undone: bool = False
    bad: bool = False


def is_saved(found: Dossier) -> bool:
    """Whether somebody keeps the person in the CV database, whatever became of the application."""
    gone = {event.run_id for event in found.events if event.action == "undo"}
    return any(event.action == "save" and event.run_id not in gone for event in found.events)


def timeline(application: Application, found: Dossier, show: str = "") -> list[Entry]:
    """All entries, or one kind, newest first."""
    gone = {event.run_id for event in found.events if event.action == "undo"}
    lines: list[Entry] = []
    if show in ("", "events"):
        lines += [_event(event, application, found.reasons, gone) for event in found.events]
    if show in ("", "letters"):
        lines += [_letter(message) for message in found.messages]
    if show in ("", "notes"):
        lines += [Entry(note.at, "notes", note.text, by=note.author.name) for note in found.notes]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def sentence(event: Event, name: str) -> str:
    """What happened, in the words of the action that did it."""
    people = {"by": _who(event, name), "name": name}
    if event.action == "received":
        return _("%(name)s applied") % people
    if event.action == "address-proven":
        return _("%(name)s confirmed the e-mail address") % people
    if event.action == "undo":
        slug = str(event.particulars.get("of", ""))
        label = BY_NAME[slug].label if slug in BY_NAME else slug
        return _("%(by)s took back: %(action)s") % {**people, "action": label}
    if event.action == "reply" and event.user:
        return _("%(by)s noted the answer of %(name)s") % people
    action = BY_NAME.get(event.action)
    return str(action.past) % people if action else f"{people['by']}: {event.action}"


def _who(event: Event, name: str) -> str:
    if event.user:
        return event.user.name
    return name if event.actor_kind == ActorKind.APPLICANT else str(ActorKind(event.actor_kind).label)


def _event(event: Event, application: Application, reasons: Mapping[str, str], gone: Iterable[int | None]) -> Entry:
    undone = event.action != "undo" and event.run_id is not None and event.run_id in gone
    words = sentence(event, application.candidate.name)
    return Entry(event.at, "events", words, detail=_detail(event, reasons), undone=undone)


def _detail(event: Event, reasons: Mapping[str, str]) -> str:
    """Stage and reason, where the action left them; a reason that no longer exists keeps its slug."""
    stage, reason = event.particulars.get("stage"), event.particulars.get("reason")
    parts = [str(Stage(stage).label)] if stage in Stage.values else []
    if reason:
        parts.append(_("Reason: %(reason)s") % {"reason": reasons.get(reason, reason)})
    if about := told.detail(event.action, event.particulars):
        parts.append(about)
    return " · ".join(parts)


def _letter(message: Message) -> Entry:
    at = message.sent_at or message.queued_at
    bad = MESSAGE_TONES[message.state] == "bad"
    by = message.author.name if message.author else ""
    words = message.subject or (str(Channel.SMS.label) if message.channel == Channel.SMS else "")
    return Entry(at, "letters", words, by=by, message=message, bad=bad)
