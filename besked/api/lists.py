"""Lists as every address answers with them, and single things as the caller may see them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema

from besked.access import Actor, visible_to
from besked.api.bodies import PageAsked
from besked.models import Right
from besked.web.pages import BadCursor, page
from besked.web.problems import ProblemError, missing

M = TypeVar("M", bound=Model)


class Refused(Schema):
    """That an application was left out, and why."""

    application: int
    reason: str


def listed(
    request: HttpRequest,
    rows: QuerySet[M],
    order: Sequence[str],
    shape: Callable[[M], dict[str, Any]],
    asked: PageAsked,
) -> dict[str, Any]:
    """A page of a list, with the address of the next one."""
    try:
        found, cursor = page(rows, order, asked.cursor, asked.limit)
    except BadCursor as fault:
        raise ProblemError(404, _("There is no such page: begin again without the cursor.")) from fault
    return {"items": [shape(row) for row in found], "next": _next(request, cursor)}


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = [(name, value) for name in request.GET for value in request.GET.getlist(name) if name != "cursor"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*query, ('cursor', cursor)])}")


def fetch(actor: Actor, rows: QuerySet[M], pk: int) -> M:
    """One thing. Raises ProblemError (404) where it isn't there for this actor."""
    found = visible_to(actor, rows).filter(pk=pk).first()
    if found is None:
        raise missing()
    return found


def demand(actor: Actor, right: Right) -> None:
    """Raises PermissionDenied where the right is missing."""
    if not actor.has(right):
        raise PermissionDenied(_("You don't have the right to do this."))
