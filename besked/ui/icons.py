"""Icons inside the page, hidden from screen readers: the words beside them say the same."""

from functools import cache

import heroicons
from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str, style: str = "outline", css: str = "icon") -> SafeString:
    """One icon of the heroicons set ("outline", "solid", "mini" or "micro"); an unknown name is an error."""
    attributes: dict[str, object] = {"class": css, "aria-hidden": "true", "focusable": "false"}
    svg = heroicons._render_icon(style, str(name), None, attributes)
    return mark_safe(svg)  # noqa: S308 -- drawn by the library from a fixed set; nothing of it comes from people
