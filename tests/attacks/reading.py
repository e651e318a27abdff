"""Reading a page as a browser does: what in it would run, or lead out of the house."""

import json
import re
from html.parser import HTMLParser

_RUNS = {"iframe", "object", "embed", "base", "style"}
_ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data"}
_SCHEMES = re.compile(r"[\s\x00-\x1f]*(javascript|vbscript|data)\s*:", re.I)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        source = given.get("src") or ""
        if tag in _RUNS or (tag in ("script", "img") and source and not source.startswith("/")):
            self.found.append(f"{tag} {source}")
        if tag == "script" and not source:
            self.data = []
            if given.get("type") != "application/ld+json":
                self.found.append("a script in the page")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name in _ADDRESSES and _SCHEMES.match(value or "")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.data:
            json.loads("".join(self.data))
            self.data = None


def dangers(response) -> list[str]:
    """What in a page isn't ours. Raises ValueError for data in it that can't be read as data."""
    page = _Page()
    page.feed(response.content.decode())
    page.close()
    return page.found
