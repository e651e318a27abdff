"""Faults as machines read them: application/problem+json (RFC 9457), with a sentence in the reader's language."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("The request can't be read"),
    401: gettext_lazy("Not signed in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Not possible now"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Not in a form we read"),
    422: gettext_lazy("Something has to be changed"),
    500: gettext_lazy("Our mistake"),
}
Words = str | Promise
Fault = dict[str, str]  # field, message


class ProblemError(Exception):
    """A request that can't be answered as it stands; `more` are members beside the standard ones."""

    def __init__(self, status: int, detail: Words, *, errors: Sequence[Fault] = (), **more: Any) -> None:
        """Keeps what the answer will say."""
        super().__init__(status)
        self.status, self.detail, self.errors, self.more = status, detail, list(errors), more

    def response(self) -> HttpResponse:
        """The answer."""
        errors = {"errors": self.errors} if self.errors else {}
        return problem(self.status, self.detail, **errors, **self.more)


def problem(status: int, detail: Words, **more: Any) -> HttpResponse:
    """An answer that says what is wrong."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": str(title), "status": status, "detail": str(detail), **more}
    response = HttpResponse(json.dumps(body), status=status, content_type=CONTENT_TYPE)
    response.headers["Content-Language"] = (get_language() or "en")[:2]
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Besked"'
    return response


def missing() -> ProblemError:
    """What isn't there, or belongs to somebody else: both look the same."""
    return ProblemError(404, _("There is no such thing here, or it is not yours to see."))


def of_form(form: BaseForm, outside: Mapping[str, str] | None = None) -> ProblemError:
    """A form's errors, one sentence each; `outside` gives the names that callers know fields by."""
    names = outside or {}
    errors = [
        {"field": names.get(name, name) if name != "__all__" else "", "message": str(words)}
        for name, found in form.errors.items()
        for words in found
    ]
    return against_rules(errors)


def unfit(errors: Sequence[Fault], status: int = 422) -> ProblemError:
    """Content that is not as it is described: all the sentences, each with its field."""
    detail = " ".join(
        f"{fault['field']}: {fault['message']}" if fault["field"] else fault["message"] for fault in errors
    )
    return ProblemError(status, detail, errors=errors)


def against_rules(errors: Sequence[Fault]) -> ProblemError:
    """Content that is as described, but not possible by a rule, or by what there is."""
    return unfit(errors, 409)
