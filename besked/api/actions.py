"""Further actions: the menu, what would happen, doing it, taking it back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.params.functions import Header

from besked.action import Action
from besked.actions import BY_SLUG, MENU
from besked.api.answers import answers_schema, check_answers
from besked.api.bodies import ActBody, PreviewBody
from besked.api.kinds import Id
from besked.api.lists import Refused, fetch
from besked.api.reading import clean
from besked.models import Run, RunState
from besked.web import taking
from besked.web.http import StaffRequest
from besked.web.problems import missing
from besked.web.taking import Wish

router = Router(tags=["Actions"])
KEY: Any = Header(None, alias="Idempotency-Key", min_length=1, max_length=255)


class ActionShape(Schema):
    """One further action."""

    slug: str
    label: str
    description: str
    answers: dict[str, Any]
    leaves: list[str]
    enters: str | None
    bulk: bool


class Menu(Schema):
    """All of them, in the order users know."""

    items: list[ActionShape]
    next: None


class Check(Schema):
    """Something that stands against it, or a hint."""

    rule: str
    level: str
    application: int | None
    words: str
    proposal: str | None


class PreviewShape(Schema):
    """What would happen."""

    ready: list[int]
    refused: list[Refused]
    letters: dict[str, dict[str, dict[str, str]]]
    checks: list[Check]


class ResultShape(Schema):
    """What was done."""

    run: int
    done: list[int]
    refused: list[Refused]
    messages: int


class UndoneShape(Schema):
    """For whom it was taken back."""

    undone: list[int]
    refused: list[Refused]


@router.get("/actions", response=Menu, summary="The menu of further actions")
def actions(request: StaffRequest) -> dict[str, Any]:
    """In its order, each with what it asks as JSON schema."""
    items = []
    for kind in MENU:
        items.append(
            {
                "slug": kind.slug,
                "label": str(kind.label),
                "description": str(kind.description),
                "answers": answers_schema(kind(request.actor).form()),
                "leaves": sorted(kind.leaves),
                "enters": kind.enters,
                "bulk": kind.bulk,
            }
        )
    return {"items": items, "next": None}


@router.post("/actions/{slug}/preview", response=PreviewShape, summary="What would happen")
def preview(request: StaffRequest, slug: str, body: PreviewBody) -> dict[str, Any]:
    """Who is ready, who is refused and why, and the letters; nothing changes."""
    wish, now = wish_of(slug, body, ""), timezone.now()
    check_answers(taking.action_for(wish, request.actor, now))
    return taking.preview(wish, request.actor, now)


@router.post("/actions/{slug}", response=ResultShape, summary="Take a further action")
def act(request: StaffRequest, slug: str, body: ActBody, key: str = KEY) -> dict[str, Any]:
    """The same key with the same content is done once and answered alike; with other content it is a 409."""
    wish, now = wish_of(slug, body, key or ""), timezone.now()
    check_answers(taking.action_for(wish, request.actor, now))
    return taking.take(wish, request.actor, now).as_json()


@router.post("/runs/{id}/undo", response=UndoneShape, summary="Take it back", tags=["Actions"])
def undo(request: StaffRequest, id: Id) -> dict[str, Any]:
    """Person by person, where nothing has left and nobody has built on it; the others are named."""
    run = fetch(request.actor, Run.objects.exclude(state=RunState.DRAFT), id)
    kind = taking.BY_NAME[run.slug]
    if not kind.allows(request.actor):
        raise PermissionDenied(_("You don't have the right to do this."))
    undone, refused = kind(request.actor, now=timezone.now()).undo(run)
    return {"undone": undone, "refused": [refusal.as_json() for refusal in refused]}


def wish_of(slug: str, body: PreviewBody, key: str, kinds: Mapping[str, type[Action]] = BY_SLUG) -> Wish:
    """What stands in the body, cleaned: answers and letters are kept as they are sent. Raises ProblemError."""
    if slug not in kinds:
        raise missing()
    given = clean({"answers": body.answers, "letters": body.letters, "people": body.people, "accept": body.accept})
    return Wish(slug, body.applications, **given, key=key)
