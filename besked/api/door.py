"""The API itself: who comes in, how bodies are read, and that every fault is answered as problem+json."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from besked.actions import MENU
from besked.acts import ACTS
from besked.api.bearer import Bearer
from besked.api.description import per_action, with_problems
from besked.api.docs import Docs
from besked.api.names import OUTSIDE
from besked.api.reading import CleanParser, field_faults
from besked.performing import InvalidAnswersError
from besked.runs import KeyUsedError
from besked.web.problems import ProblemError, missing, of_form, problem, unfit

log = logging.getLogger("besked.api")


class Door(NinjaAPI):
    """Ninja, with our errors, our reading of bodies and our page of documentation."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """The description, with an operation for each action, and each operation's problems."""
        described = per_action(super().get_openapi_schema(**kwargs), "/actions/{slug}", MENU)
        return with_problems(per_action(described, "/acts/{name}", ACTS.values()))

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An answer that says in which language it is, and is kept by no cache."""
        response = super().create_response(request, *args, **kwargs)
        response.headers["Content-Language"] = (get_language() or "en")[:2]
        response.headers["Cache-Control"] = "private, no-store"
        return response


api = Door(
    title="Besked",
    version="1.0.0",
    description="Applicants, and the answers they are owed. Errors are application/problem+json with a sentence.",
    auth=Bearer(),
    docs=Docs(),
    parser=CleanParser(),
)


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, fault: ProblemError) -> HttpResponse:
    return fault.response()


@api.exception_handler(Http404)
def _missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    return missing().response()


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, fault: PermissionDenied) -> HttpResponse:
    return problem(403, str(fault) or _("You don't have the right to do this."))


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return problem(401, _("Send a valid token: Authorization: Bearer …"))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code, _("The body is not the JSON that this address takes."))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    return problem(413, _("The request is larger than we take."))


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return unfit(field_faults(fault.errors)).response()


@api.exception_handler(InvalidAnswersError)
def _answers(request: HttpRequest, fault: InvalidAnswersError) -> HttpResponse:
    return of_form(fault.form, OUTSIDE).response()


@api.exception_handler(KeyUsedError)
def _key_used(request: HttpRequest, fault: KeyUsedError) -> HttpResponse:
    return problem(409, _("This Idempotency-Key was used before, for something else."))


@api.exception_handler(Exception)
def _ours(request: HttpRequest, fault: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=fault)
    return problem(500, _("Something went wrong on our side. It has been written down; try again later."))
