"""Reading what callers send: JSON that a database can hold, and a sentence for each place that has the wrong form."""

import json
import math
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from besked.lib.text import clean_text
from besked.web.problems import Fault

_LONGEST = 200_000
_DEEPEST = 12


class CleanParser(Parser):
    """JSON without NaN and bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body, its texts as they were sent. Raises ValueError, which becomes a 400."""
        body = json.loads(request.body, parse_constant=_no_number, parse_float=_finite)
        _check_depth(body)
        return body


def _check_depth(value: Any, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(inner, depth + 1)


def clean(value: Any) -> Any:
    """The same value with every text in it cleaned: what forms do for their fields, for what goes past them."""
    if isinstance(value, str):
        return clean_text(value, _LONGEST)
    if isinstance(value, dict):
        return {clean_text(str(name), 200): clean(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [clean(inner) for inner in value]
    return value


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    """A number; 1e400 would become infinite, and no JSON column takes that."""
    number = float(text)
    if not math.isfinite(number):
        _no_number(text[:20])
    return number


def field_faults(errors: list[dict[str, Any]]) -> list[Fault]:
    """Pydantic's findings as sentences, each with the place it is about."""
    return [{"field": _place(error["loc"]), "message": _sentence(error)} for error in errors]


def _place(location: tuple[Any, ...]) -> str:
    """Where it is, without the names of our parameters: "applications.0"."""
    inner = location[2:] if location[1:2] in (("body",), ("asked",)) else location[1:]
    inner = tuple(str(part) for part in inner if part != "[key]")
    return ".".join(inner)[:200]


def _sentence(error: dict[str, Any]) -> str:
    """In words; a finding without words of ours keeps the library's."""
    kind, limits = str(error["type"]), error.get("ctx", {})
    words = {
        "missing": _("This is needed."),
        "int_type": _("This must be a whole number."),
        "int_parsing": _("This must be a whole number."),
        "string_type": _("This must be text."),
        "bool_type": _("This must be true or false."),
        "list_type": _("This must be a list."),
        "dict_type": _("This must be an object."),
        "model_attributes_type": _("This must be an object."),
        "model_type": _("This must be an object."),
        "too_short": _("The list is too short."),
        "too_long": _("The list is too long."),
        "string_too_short": _("This may not be empty."),
    }
    if kind in ("literal_error", "enum"):
        return _("Choose one of these: %(choices)s.") % {"choices": limits.get("expected", "")}
    if kind == "string_too_long":
        return _("At most %(most)s characters.") % {"most": limits.get("max_length", "")}
    if kind in ("greater_than_equal", "less_than_equal"):
        return _("This number is outside of what is possible.")
    return words.get(kind) or str(error.get("msg", "")).removeprefix("Value error, ")
