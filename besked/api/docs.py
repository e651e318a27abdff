"""The documentation page: the operations as the description lists them, from this host alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from besked.api.answers import EMPTY

MOST = 12  # words of a closed list that are shown


class Docs(DocsBase):
    """Plain HTML without scripts."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page."""
        schema: dict[str, Any] = api.get_openapi_schema(path_params=kwargs)
        context = {"api": api, "groups": _groups(schema), "openapi": self.get_openapi_url(api, kwargs)}
        return render(request, "api/docs.html", context)


def _groups(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            shown = _shown(path, method, operation, schema)
            groups.setdefault((operation.get("tags") or [""])[0], []).append(shown)
    return groups


def _shown(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {"name": one["name"], "where": one["in"], "kind": _kind(one["schema"]), "needed": one.get("required", False)}
        for one in operation.get("parameters", ())
    ]
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "words": operation.get("description", ""),
        "parameters": parameters + _fields(operation, schema),
        "statuses": sorted((int(status), answer["description"]) for status, answer in operation["responses"].items()),
    }


def _fields(operation: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a JSON body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    return _inner(schema["components"]["schemas"][name] if name else content)


def _inner(body: dict[str, Any], before: str = "") -> list[dict[str, Any]]:
    """The fields of an object; those of an object in it, as an action's answers are, by their whole name."""
    found: list[dict[str, Any]] = []
    for field, one in body.get("properties", {}).items():
        found.append(
            {"name": before + field, "where": "body", "kind": _kind(one), "needed": field in body.get("required", ())}
        )
        found.extend(_inner(one, f"{before}{field}."))
    return found


def _kind(schema: dict[str, Any]) -> str:
    """A field's type in a few words."""
    if "enum" in schema:
        words = [str(one) for one in schema["enum"] if one != ""]
        return " | ".join(words[:MOST]) + (" | …" if len(words) > MOST else "")
    if "const" in schema:
        return str(schema["const"])
    parts = [_kind(one) for one in schema.get("anyOf", ()) if one.get("type") != "null" and one.get("enum") != [*EMPTY]]
    if parts:
        return " or ".join(parts)
    kind = str(schema.get("format") or schema.get("type") or "any")
    return f"list of {_kind(schema.get('items', {}))}" if kind == "array" else kind
