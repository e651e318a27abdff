"""What an action asks, as JSON schema: choices stand inline, so that a caller needs no second request."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from besked.action import Action, AnswersForm
from besked.api.names import outside
from besked.web.problems import Fault, unfit

PLAIN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.BooleanField, {"type": "boolean"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.FloatField, {"type": "number"}),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.TimeField, {"type": "string", "format": "time"}),
    (forms.EmailField, {"type": "string", "format": "email"}),
    (forms.URLField, {"type": "string", "format": "uri"}),
    (forms.CharField, {"type": "string"}),
)
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float), "array": (list,),
}  # fmt: skip


def answers_schema(form: AnswersForm) -> dict[str, Any]:
    """The schema of an action's answers, from its form."""
    properties = {outside(name): _property(field) for name, field in form.fields.items()}
    required = [outside(name) for name, field in form.fields.items() if field.required]
    return {"type": "object", "properties": properties, "required": required}


def _property(field: forms.Field) -> dict[str, Any]:
    words = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    return {name: text for name, text in words.items() if text} | _kind(field) | _limits(field)


def _kind(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ChoiceField):
        values, titles = _choices(field)
        one: dict[str, Any] = {"type": "integer" if values and isinstance(values[0], int) else "string"}
        one |= {"enum": values, "enumNames": titles}
        many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        return {"type": "array", "items": one} if many else one
    return dict(next((schema for kind, schema in PLAIN if isinstance(field, kind)), {}))


def _choices(field: forms.ChoiceField) -> tuple[list[Any], list[str]]:
    pairs = [(getattr(value, "value", value), str(title)) for value, title in _flat(field.choices)]
    kept = [(value, title) for value, title in pairs if value not in ("", None)]
    return [value for value, _title in kept], [title for _value, title in kept]


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Groups of choices in one row."""
    pairs: list[tuple[Any, Any]] = []
    for value, title in choices:
        pairs.extend(title if isinstance(title, list | tuple) else [(value, title)])
    return pairs


def _limits(field: forms.Field) -> dict[str, Any]:
    names = {"max_length": "maxLength", "min_value": "minimum", "max_value": "maximum"}
    limits = {schema: getattr(field, name, None) for name, schema in names.items()}
    return {name: value for name, value in limits.items() if isinstance(value, int)}


def check_kinds(action: Action) -> None:
    """Raises ProblemError where an answer is of another kind than asked for: forms would take {} for a text."""
    fields = action.form().fields
    faults: list[Fault] = []
    for name, value in action.given.items():
        inside = next((field for field in fields if outside(field) == name or field == name), None)
        wanted = _kind(fields[inside]).get("type") if inside else None
        if wanted and value is not None and not _fits(value, wanted):
            faults.append({"field": name, "message": _("This must be of the kind “%(kind)s”.") % {"kind": wanted}})
    if faults:
        raise unfit(faults)


def _fits(value: Any, wanted: str) -> bool:
    """Whether a value is of a kind; true is no number, though Python takes it for one."""
    return isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
