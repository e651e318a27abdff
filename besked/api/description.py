"""The OpenAPI description: each operation says which problems it answers with, and in which form."""

from typing import Any

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
    409: "Not possible as things stand.",
    413: "Larger than we take.",
    415: "Not in a form that this address takes.",
    422: "Read, but something in it doesn't do; `errors` says what.",
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
