"""Whether a value is as a JSON schema says, in words: as much of JSON schema as our descriptions use."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

# At least one sign that stays when besked.lib.text has cleaned a line.
VISIBLE = (
    r"[^\s\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000"
    r"\ufeff\ufffe\uffff]"
)
# One address with a domain of several labels; what else besked.lib.addresses refuses can't be said in a pattern.
_NO_LABEL = r"\u0000-,/:-@\[-`{-\u00a0\u2000-\u206f\u3000\ufeff"
ADDRESS = (
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    rf"@([^.{_NO_LABEL}-][^.{_NO_LABEL}]*\.)+[^.0-9{_NO_LABEL}-][^.{_NO_LABEL}]*$"
)
TELEPHONE = r"^[+＋]?[\d\s().\-–/]*$"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
ZONE = r"^([A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*)?$"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float), "array": (list,),
}  # fmt: skip


def unlike(value: Any, schema: dict[str, Any]) -> str:
    """Why a value isn't what the schema asks for; nothing where it is."""
    kind = schema.get("type")
    if kind and not _is_a(value, kind):
        return _kinds()[kind]
    if "enum" in schema and value not in schema["enum"]:
        return _("Choose one of these: %(choices)s.") % {
            "choices": ", ".join(str(one) for one in schema["enum"] if one)
        }
    if isinstance(value, str):
        return _unlike_text(value, schema)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            return _("The list is too short.")
        return next((words for one in value if (words := unlike(one, schema.get("items", {})))), "")
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return _("This number is outside of what is possible.")
    return ""


def _is_a(value: Any, kind: str) -> bool:
    """True is no number, though Python takes it for one; 1.0 is a whole one in JSON."""
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _kinds() -> dict[str, str]:
    return {
        "string": _("This must be text."),
        "boolean": _("This must be true or false."),
        "integer": _("This must be a whole number."),
        "number": _("This must be a number."),
        "array": _("This must be a list."),
    }


def _unlike_text(value: str, schema: dict[str, Any]) -> str:
    if len(value) > schema.get("maxLength", len(value)):
        return _("At most %(most)s characters.") % {"most": schema["maxLength"]}
    if len(value) < schema.get("minLength", 0):
        return _("This may not be empty.")
    check = _FORMATS.get(schema.get("format", ""))
    if check and not check(value):
        return _forms()[schema["format"]]
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return _forms().get(schema["pattern"], _("This must have another form."))
    return ""


def _forms() -> dict[str, str]:
    """What is said of a format or pattern that isn't kept."""
    return {
        "date": _("This must be a day, as in 2027-01-31."),
        "date-time": _("This must be a moment, as in 2027-01-31T09:00:00+01:00."),
        ADDRESS: _("This is not an e-mail address that we can write to."),
        TELEPHONE: _("This is not a telephone number that we can call."),
        ZONE: _("This must be a time zone, as in Europe/Copenhagen."),
        TIME: _("This must be a time, as in 09:30."),
        VISIBLE: _("This may not be empty."),
    }


def _is_day(value: str) -> bool:
    """A day of the calendar; the year 0, which Python doesn't know, is no matter of form."""
    if not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value if value[:4] != "0000" else f"2000{value[4:]}")
    except ValueError:
        return False
    return True


def _is_moment(value: str) -> bool:
    """As RFC 3339 has it; one without an offset is taken in the time of the house."""
    if _MOMENT.fullmatch(value):
        return _is_day(value[:10])
    try:
        return "T" in value and bool(dt.datetime.fromisoformat(value))
    except ValueError:
        return False


_FORMATS: dict[str, Callable[[str], bool]] = {"date": _is_day, "date-time": _is_moment}
