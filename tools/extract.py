"""Finds what the product says on screen: every string marked for translation, in Python and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize


class Message(NamedTuple):
    """One string of the product in English. `context` tells equal words apart; `plural` is empty for most."""

    context: str
    singular: str
    plural: str


class ExtractError(Exception):
    """A string that no catalogue can hold: put together at run time, or said both with and without a plural."""


# function → which of its arguments is the context, the singular, the plural
_MARKS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
}
_TEXT = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_CALL = re.compile(rf"(?<!\w)(_|gettext|ngettext|pgettext|npgettext)\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)")


def extract(package: Path) -> dict[Message, list[str]]:
    """Return every message under `package` with the files that hold it. Raises ExtractError."""
    found: dict[Message, set[str]] = {}
    for path in _sources(package):
        read = _in_python if path.suffix == ".py" else _in_template
        for message in read(path):
            found.setdefault(message, set()).add(path.relative_to(package.parent).as_posix())
    for message in found:
        if message.plural and message._replace(plural="") in found:
            raise ExtractError(f"{message.singular!r} is said both with and without a plural: give one a context")
    return {message: sorted(found[message]) for message in sorted(found)}


def _sources(package: Path) -> Iterator[Path]:
    yield from (path for path in package.rglob("*.py") if "migrations" not in path.parts)
    yield from (path for path in package.rglob("templates/**/*") if path.suffix in {".html", ".txt"})


def _in_python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (places := _MARKS.get(_name(node.func))):
            yield Message(*(_literal(node, place, path) for place in places))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    # "translation.gettext(…)", but not "self._(…)".
    return function.attr if isinstance(function, ast.Attribute) and function.attr != "_" else ""


def _literal(call: ast.Call, place: int | None, path: Path) -> str:
    if place is None:
        return ""
    argument = call.args[place] if place < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise ExtractError(f"{path}:{call.lineno}: give {_name(call.func)}() a plain string, not one put together")


def _in_template(path: Path) -> Iterator[Message]:
    # templatize blanks everything out except calls such as " gettext('Reject') ".
    for name, arguments in _CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        texts = [ast.literal_eval(text) for text in re.findall(_TEXT, arguments)]
        yield Message(*("" if place is None else texts[place] for place in _MARKS[name]))
