"""Taking in an application by machine: JSON, or a form with files, read into the same words."""

import datetime as dt
from typing import Any

import pydantic
from django.utils.translation import gettext as _

from besked.api.bodies import ApplicationBody
from besked.api.reading import CleanParser, field_faults
from besked.documents.check import MAX_FILES
from besked.documents.faults import MAX_SIZE
from besked.models import Tree, Vacancy
from besked.receive import Received, receive
from besked.web.applying import SentForm, keep
from besked.web.http import StaffRequest
from besked.web.problems import ProblemError, against_rules, of_form, unfit
from besked.web.uploads import bound, is_readable, refused

FIELDS = ApplicationBody.model_json_schema()
FILES: dict[str, Any] = {"type": "array", "maxItems": MAX_FILES, "items": {"type": "string", "format": "binary"}}


def _of_form(schema: dict[str, Any]) -> dict[str, Any]:
    """A field of a form is text or absent: it can't be null."""
    texts = [one for one in schema.get("anyOf", ()) if one["type"] != "null"]
    return texts[0] if texts else schema


FORM = FIELDS | {"properties": {name: _of_form(one) for name, one in FIELDS["properties"].items()} | {"files": FILES}}
BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": FIELDS}, "multipart/form-data": {"schema": FORM}},
}


def taken_in(request: StaffRequest, vacancy: Vacancy, now: dt.datetime) -> Received:
    """Receives it. Raises ProblemError."""
    given = _read(request)
    if vacancy.closed_at or vacancy.closing_at:
        raise ProblemError(409, _("The vacancy is closed."))
    tree = request.actor.tree or Tree()
    form = SentForm(given, vacancy=vacancy, tree=tree, now=now)
    if not form.is_valid():
        raise of_form(form)
    uploads, faults = keep(request.FILES.getlist("files"), refused(request))
    if faults:
        raise against_rules(faults)
    return receive(
        vacancy,
        form.person(),
        letter=form.cleaned_data["letter"],
        uploads=uploads,
        source="api",
        actor=request.actor,
        received_at=form.cleaned_data["received_at"],
        tree=tree,
        now=now,
    )


def _read(request: StaffRequest) -> dict[str, Any]:
    """What was sent, in the form that the description promises. Raises ProblemError."""
    kind = request.content_type
    if kind == "application/json":
        given = _json(request)
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        given = _posted(request)
    else:
        raise ProblemError(415, _("Send application/json or multipart/form-data."))
    try:
        return ApplicationBody.model_validate(given).model_dump()
    except pydantic.ValidationError as fault:
        errors = [{**error, "loc": ("body", *error["loc"])} for error in fault.errors(include_url=False)]
        raise unfit(field_faults(errors)) from fault


def _posted(request: StaffRequest) -> dict[str, Any]:
    """The fields of a form; files that are too large are not even kept while they arrive."""
    bound(request, MAX_SIZE)
    if not is_readable(request):
        raise ProblemError(400, _("The form could not be read to its end. Send it again, with at most ten files."))
    if "files" in request.POST:  # a file without a name is text to every reader: it would be lost without a word
        raise unfit([{"field": "files", "message": _("Send each file as a file, with its name.")}])
    return dict(request.POST.dict())


def _json(request: StaffRequest) -> Any:
    try:
        return CleanParser().parse_body(request)
    except (ValueError, RecursionError) as fault:
        raise ProblemError(400, _("The body is not the JSON that this address takes.")) from fault
