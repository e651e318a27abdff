"""The fast part of the checks, what one runs before every commit: `python -m tools.check`."""

import sys
from pathlib import Path

from tools.parts import ROOT, Part, run_all

BIN = Path(sys.executable).parent


def parts() -> list[Part]:
    """Lint, layout, types, floors, template tags, and the house's own promises."""
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "besked").rglob("*.html"))
    return [
        Part("lint", [tool("ruff"), "check", "--quiet", "."]),
        Part("format", [tool("ruff"), "format", "--check", "."]),
        Part("floors", [tool("lint-imports"), "--no-cache", "--no-logo"]),
        Part("template tags", [tool("djade"), "--check", "--target-version", "5.2", *templates]),
        Part("types", [sys.executable, "-m", "mypy"]),
        Part("house", [sys.executable, "-m", "pytest", "-q", "tests/test_house.py"]),
    ]


def tool(name: str) -> str:
    return str(BIN / name)


if __name__ == "__main__":
    sys.exit(run_all(parts()))
