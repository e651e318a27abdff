"""Candidates and messages: the CV database and the outbox, as far as the caller sees them."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from ninja import Query, Router, Schema

from besked.access import Actor, visible_to
from besked.api.applications import Messages
from besked.api.bodies import CandidatesAsked, MessagesAsked
from besked.api.kinds import Id
from besked.api.lists import demand, fetch, listed
from besked.api.shapes import CandidateShape, candidate_shape, message_shape
from besked.lib.text import clean_line
from besked.models import Application, Candidate, Message, Right
from besked.search import matching
from besked.web.http import StaffRequest

router = Router(tags=["People and messages"])


class Candidates(Schema):
    """A page of candidates."""

    items: list[CandidateShape]
    next: str | None


@router.get("/candidates", response=Candidates, summary="The CV database")
def candidates(request: StaffRequest, asked: Query[CandidatesAsked]) -> dict[str, Any]:
    """The newest first; `q` searches names, addresses, letters and CVs."""
    demand(request.actor, Right.SEARCH)
    rows = visible_to(request.actor, _people(request.actor))
    if words := clean_line(asked.q):
        seen = visible_to(request.actor, Application.objects.all())
        rows = rows.filter(pk__in=matching(seen, words).values("candidate"))
    return listed(request, rows, ("-id",), candidate_shape, asked)


@router.get("/candidates/{id}", response=CandidateShape, summary="A candidate")
def candidate(request: StaffRequest, id: Id) -> dict[str, Any]:
    """With the applications that the caller may see."""
    return candidate_shape(fetch(request.actor, _people(request.actor), id))


@router.get("/messages", response=Messages, summary="Messages, the newest first")
def messages(request: StaffRequest, asked: Query[MessagesAsked]) -> dict[str, Any]:
    """Those about people the caller may see, and the caller's own."""
    rows = visible_to(request.actor, Message.objects.prefetch_related("abouts"))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return listed(request, rows, ("-id",), message_shape, asked)


def _people(actor: Actor) -> QuerySet[Candidate]:
    """Candidates, each with the applications that the actor sees, as `seen`."""
    mine = visible_to(actor, Application.objects.only("pk", "candidate").order_by("pk"))
    return Candidate.objects.prefetch_related(Prefetch("applications", queryset=mine, to_attr="seen"))
