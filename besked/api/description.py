"""The OpenAPI description: an operation for each action with its own answers, and the problems of each operation."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from besked.action import Action
from besked.api.answers import described
from besked.web.problems import CONTENT_TYPE

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence in the language that was asked for."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "owed": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "Applications that are owed an answer with none on its way.",
        },
    },
}
WORDS = {
    400: "The body could not be read.",
    401: "No valid token.",
    403: "The right is missing.",
    404: "There is no such thing, or it is not visible.",
    409: "As described here, but a rule or what there is speaks against it.",
    413: "Larger than we take.",
    415: "Not in a form that this address takes.",
    422: "Not as described here; errors says where.",
}
ALWAYS = (401, 403, 404, 422)
WITH_BODY = (400, 409, 413, 415)


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """The description, each operation with its problems."""
    schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            writes = method != "get"
            for status in (*ALWAYS, *(WITH_BODY if writes else ())):
                operation["responses"][status] = {
                    "description": WORDS[status],
                    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
    return schema


def per_action(schema: dict[str, Any], place: str, kinds: Iterable[type[Action]]) -> dict[str, Any]:
    """Every path with `place` in it ("/actions/{slug}") becomes one path for each action, whose body says what it asks.

    One path for all could only say that answers are an object.
    """
    stem, word = place.rstrip("}").split("{")
    general = {path: operations for path, operations in schema["paths"].items() if place in path}
    single = {
        path.replace(place, f"{stem}{kind.slug}"): {
            method: _of_action(operation, kind, word, schema["components"]["schemas"])
            for method, operation in general[path].items()
        }
        for kind in kinds
        for path in sorted(general)
    }
    paths: dict[str, Any] = {}
    for path, operations in schema["paths"].items():  # the single ones where the general ones stood
        paths.update(single if path in general else {path: operations})
    return schema | {"paths": paths}


def _of_action(operation: dict[str, Any], kind: type[Action], word: str, shapes: dict[str, Any]) -> dict[str, Any]:
    """The operation for one action; its body is put among the shapes."""
    made = deepcopy(operation)
    made["parameters"] = [one for one in made.get("parameters", ()) if one["name"] != word]
    made["operationId"] += f"_{kind.slug}"
    made["summary"] += f": {kind.slug}"
    content = made["requestBody"]["content"]["application/json"]
    general = content["schema"]["$ref"].rpartition("/")[2]
    name = f"{general}-{kind.slug}"
    content["schema"] = {"$ref": f"#/components/schemas/{name}"}
    shapes[name] = _body(shapes[general], kind, name)
    return made


def _body(general: dict[str, Any], kind: type[Action], name: str) -> dict[str, Any]:
    body, answers = deepcopy(general), described(kind)
    body["title"], body["properties"]["answers"] = name, answers
    if answers["required"]:
        body["required"] = [*body["required"], "answers"]
    return body
