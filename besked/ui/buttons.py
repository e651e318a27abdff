"""Buttons and links that look like buttons."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from besked.ui.icons import icon as draw
from besked.ui.marks import key as draw_key

KINDS = ("primary", "danger", "quiet", "small", "large", "block", "icon-only")


def button(
    text: object,
    *,
    kind: str = "",
    url: str = "",
    type: str = "submit",
    name: str = "",
    value: object = "",
    form: str = "",
    icon: str = "",
    key: str = "",
    disabled: bool = False,
) -> SafeString:
    """A button, or with *url* a link that looks like one. *kind* is any of KINDS, separated by spaces.

    *key* is the single key that presses it; *icon* a name of the icon set. ValueError for an unknown kind.
    """
    if unknown := set(kind.split()) - set(KINDS):
        raise ValueError(f"{', '.join(sorted(unknown))}: no kind of button; the kinds are {', '.join(KINDS)}")
    inside = format_html("{}<span>{}</span>{}", draw(icon) if icon else "", text, draw_key(key) if key else "")
    keyed = format_html(' data-key="{0}" aria-keyshortcuts="{0}"', key) if key else ""
    css = f"button {kind}".strip()
    if url:
        return format_html('<a class="{}" href="{}"{}>{}</a>', css, url, keyed, inside)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    formed = format_html(' form="{}"', form) if form else ""
    off = SafeString(" disabled") if disabled else ""
    return format_html('<button class="{}" type="{}"{}{}{}{}>{}</button>', css, type, named, formed, keyed, off, inside)
