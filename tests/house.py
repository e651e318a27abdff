"""How the house tests look at the tree: which files there are, and what Python code in them says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESKED = ROOT / "besked"
# Made by tools or by people at work, never part of the project.
OUTSIDE = {".git", ".venv", "data", "build", "__pycache__", "besked.egg-info", "uv.lock"}


@cache
def files(*endings: str, under: Path = ROOT) -> tuple[Path, ...]:
    """The project's files, as a fresh copy would hold them."""
    return tuple(sorted(path for path in walk(under) if not endings or path.suffix in endings))


def walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in OUTSIDE or path.name.endswith(("_cache", ".mo", ".egg-info")) or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from walk(path)
        else:
            yield path


def code(under: Path = ROOT) -> Iterator[tuple[Path, ast.Module]]:
    """Python files with their trees, without migrations: those are written by a command."""
    for path in files(".py", under=under):
        if "migrations" not in path.parts:
            yield path, tree(path)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path, line: int = 0) -> str:
    """How a finding names its place."""
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def markup(path: Path) -> str:
    """A template without its template tags and comments: what is left is HTML."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->", "", text, flags=re.S)
