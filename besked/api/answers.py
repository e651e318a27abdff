"""What an action asks, as JSON schema: choices stand inline, so that a caller needs no second request."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from besked.action import Action, AnswersForm
from besked.api.conformity import ADDRESS, TIME, VISIBLE, unlike
from besked.api.names import outside
from besked.web.problems import Fault, unfit

PLAIN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.BooleanField, {"type": "boolean"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.FloatField, {"type": "number"}),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.TimeField, {"type": "string", "pattern": TIME}),
    (forms.EmailField, {"type": "string", "format": "email", "pattern": ADDRESS}),
    (forms.URLField, {"type": "string", "format": "uri"}),
    (forms.CharField, {"type": "string"}),
)
EMPTY = ("", None)  # an answer that is left empty is none
MOST = 2**63 - 1


def answers_schema(form: AnswersForm) -> dict[str, Any]:
    """The schema of an action's answers as its caller may give them, with the choices there are today."""
    return _object(form.fields, {outside(name): _property(field) for name, field in form.fields.items()})


def described(kind: type[Action]) -> dict[str, Any]:
    """The schema of an action's answers for everybody, for ever: what depends on the day or the caller stays open."""
    fields = kind.Form.base_fields
    properties = {outside(name): _lasting(field) for name, field in fields.items()}
    left_empty = {"enum": list(EMPTY)}
    return _object(
        fields,
        {
            name: schema if field.required else {"anyOf": [schema, left_empty]}
            for (name, schema), field in zip(properties.items(), fields.values(), strict=True)
        },
    )


def check_answers(action: Action) -> None:
    """Raises ProblemError (422) where answers are not as described. What the form refuses beyond that is no matter of
    shape: forms alone would take {} for a text.
    """
    faults: list[Fault] = []
    for name, field in action.Form.base_fields.items():
        value = action.given.get(outside(name))
        if value in EMPTY and not isinstance(value, bool):
            words = str(field.error_messages["required"]) if field.required else ""
        else:
            words = unlike(value, _lasting(field))
        if words:
            faults.append({"field": outside(name), "message": words})
    if faults:
        raise unfit(faults)


def _object(fields: Mapping[str, forms.Field], properties: dict[str, Any]) -> dict[str, Any]:
    required = [outside(name) for name, field in fields.items() if field.required]
    return {"type": "object", "properties": properties, "required": required}


def _property(field: forms.Field) -> dict[str, Any]:
    words = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    return {name: text for name, text in words.items() if text} | _kind(field, _choices) | _limits(field)


def _lasting(field: forms.Field) -> dict[str, Any]:
    """The schema without words and without choices from the database; a text that is needed shows something."""
    schema = _kind(field, _lasting_choices) | _limits(field)
    return schema | {"pattern": VISIBLE} if field.required and set(schema) <= {"type", "maxLength"} else schema


def _kind(field: forms.Field, choices: Callable[[forms.ChoiceField], dict[str, Any]]) -> dict[str, Any]:
    """What a field takes; one that the list doesn't know may say it itself, as `json_schema`."""
    if hasattr(field, "json_schema"):
        return dict(field.json_schema)
    if not isinstance(field, forms.ChoiceField):
        return dict(next((schema for kind, schema in PLAIN if isinstance(field, kind)), {}))
    many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    if not many:
        return choices(field)
    return {"type": "array", "items": choices(field)} | ({"minItems": 1} if field.required else {})


def _choices(field: forms.ChoiceField) -> dict[str, Any]:
    values, titles = _pairs(field)
    return {"type": _type_of(values), "enum": values, "enumNames": titles}


def _lasting_choices(field: forms.ChoiceField) -> dict[str, Any]:
    """A choice that is written in the code is a closed list, one from the database a name or a number."""
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string"} if field.to_field_name else {"type": "integer", "minimum": 1, "maximum": MOST}
    values, _titles = _pairs(field)
    return {"type": _type_of(values)} | ({"enum": values} if values else {})


def _type_of(values: list[Any]) -> str:
    return "integer" if values and isinstance(values[0], int) else "string"


def _pairs(field: forms.ChoiceField) -> tuple[list[Any], list[str]]:
    pairs = [(getattr(value, "value", value), str(title)) for value, title in _flat(field.choices)]
    kept = [(value, title) for value, title in pairs if value not in EMPTY]
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
