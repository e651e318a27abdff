"""Small marks of state: chips, waiting times, avatars, keys and meters."""

import itertools
import zlib
from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.models.enums import MessageState, Status

TONES = ("", "info", "plum", "ok", "warn", "bad", "done", "plain")
STATUS_TONES: Mapping[str, str] = {
    Status.NEW: "",
    Status.INVITED: "info",
    Status.INTERVIEWED: "info",
    Status.PANEL_REVIEW: "plum",
    Status.SAVED: "plum",
    Status.OFFERED: "ok",
    Status.HIRED: "ok",
    Status.REJECTED: "done",
    Status.WITHDRAWN: "done",
    Status.TRANSFERRED: "done",
}
MESSAGE_TONES: Mapping[str, str] = {
    MessageState.DRAFT: "",
    MessageState.QUEUED: "info",
    MessageState.CLAIMED: "info",
    MessageState.SENDING: "info",
    MessageState.SENT: "ok",
    MessageState.FAILED: "bad",
    MessageState.UNCERTAIN: "warn",
    MessageState.HELD: "warn",
    MessageState.CANCELLED: "done",
    MessageState.BOUNCED: "bad",
    MessageState.MISSED: "done",
}


def chip(text: object, tone: str = "") -> SafeString:
    """A word with a shape; the tone gives both colour and shape. ValueError for an unknown tone."""
    if tone not in TONES:
        raise ValueError(f"{tone!r} is no tone; the tones are {', '.join(filter(None, TONES))}")
    return format_html('<span class="{}">{}</span>', f"chip {tone}".strip(), text)


def waiting(days: int, late: bool = False) -> SafeString:
    """How long somebody has waited, in days; a late wait also says so in words."""
    words = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if not late:
        return format_html('<span class="wait">{}</span>', words)
    spoken = _("past the promised day")
    return format_html('<span class="wait late">{}<span class="visually-hidden">, {}</span></span>', words, spoken)


def initials(name: str) -> str:
    """First and last word's first letter, in capitals; a question mark for nobody."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)]
    return "".join(letters).upper() or "?"


def avatar(name: object, large: bool = False) -> SafeString:
    """Initials in a circle, for the eye only; the colour follows the name."""
    tone = zlib.crc32(str(name).encode()) % 4
    css = f"avatar tone-{tone}{' large' if large else ''}"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials(str(name)))


def key(name: str) -> SafeString:
    """A key's name, for the eye; the element it belongs to says it with aria-keyshortcuts."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', name)


def meter(answered: int, progress: int, overdue: int, left: int = 0) -> SafeString:
    """A bar in parts of people, and below it the same in words; *left* are those who withdrew or were moved, if any."""
    parts = [
        ("answered", answered, _("answered")),
        ("progress", progress, _("in progress")),
        ("overdue", overdue, _("overdue")),
        *([("left", left, _("withdrawn or transferred"))] if left else []),
    ]
    scale = 100 / max(answered + progress + overdue + left, 1)
    starts = itertools.accumulate((n for _css, n, _w in parts), initial=0)
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="10"></rect>',
        ((css, f"{x * scale:.2f}", f"{n * scale:.2f}") for x, (css, n, _w) in zip(starts, parts, strict=False)),
    )
    words = format_html_join("", '<li class="{}"><b>{}</b> {}</li>', parts)
    svg = '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>'
    return format_html('<div class="meter">{}<ul>{}</ul></div>', format_html(svg, bars), words)
