"""The small acts, off the menu: the same body and the same answer as a further action."""

from typing import Any

from django.utils import timezone
from ninja import Router
from ninja.params.functions import Header

from besked.acts import ACTS
from besked.api.actions import PreviewShape, ResultShape, wish_of
from besked.api.answers import check_answers
from besked.api.bodies import ActBody, PreviewBody
from besked.web import taking
from besked.web.http import StaffRequest

router = Router(tags=["Acts"])
KEY: Any = Header(None, alias="Idempotency-Key", min_length=1, max_length=255)


@router.post("/acts/{name}/preview", response=PreviewShape, summary="What would happen")
def act_preview(request: StaffRequest, name: str, body: PreviewBody) -> dict[str, Any]:
    """Who is ready, who is refused and why, and the letters; nothing changes."""
    wish, now = wish_of(name, body, "", ACTS), timezone.now()
    check_answers(taking.action_for(wish, request.actor, now))
    return taking.preview(wish, request.actor, now)


@router.post("/acts/{name}", response=ResultShape, summary="Take a small act")
def small_act(request: StaffRequest, name: str, body: ActBody, key: str = KEY) -> dict[str, Any]:
    """The same key with the same content is done once and answered alike; with other content it is a 409."""
    wish, now = wish_of(name, body, key or "", ACTS), timezone.now()
    check_answers(taking.action_for(wish, request.actor, now))
    return taking.take(wish, request.actor, now).as_json()
