"""The components that templates use; a misspelt name or attribute is an error. Built in: no template loads it."""

import re

from django.template import Library
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from besked.models.enums import MessageState, Status
from besked.ui import assets, buttons, forms, icons, marks, times
from besked.ui.rows import render_rows

register = Library()
register.simple_tag(assets.stylesheets)
register.simple_tag(assets.scripts)
register.simple_tag(assets.favicon)
register.simple_tag(icons.icon)
register.simple_tag(marks.chip)
register.simple_tag(marks.waiting)
register.simple_tag(marks.avatar)
register.simple_tag(marks.key)
register.simple_tag(marks.meter)
register.simple_tag(times.when)
register.simple_tag(forms.field)
register.simple_tag(forms.errors)
register.simple_tag(buttons.button)
register.simple_tag(render_rows, name="rows")


@register.filter
def breakable(address: object) -> SafeString:
    """An e-mail address that may break after its at-sign and before its full stops, and not in the middle of a word."""
    return mark_safe(re.sub(r"(@)|(?=\.)", r"\1<wbr>", escape(address)))  # noqa: S308 -- escaped; wbr is our own


# What speakers call their own language; who looks for it cannot read the others.
OWN_LANGUAGES = (("da", "Dansk"), ("sv", "Svenska"), ("nb", "Norsk"), ("nl", "Nederlands"), ("en", "English"))


@register.simple_tag
def own_languages() -> tuple[tuple[str, str], ...]:
    """The five languages, each by its own name."""
    return OWN_LANGUAGES


@register.simple_tag
def status(value: str, word: object = "") -> SafeString:
    """An application's status as a chip: `{% status application.status application.status_word %}`."""
    return marks.chip(word or Status(value).label, marks.STATUS_TONES[value])


@register.simple_tag
def message_state(value: str) -> SafeString:
    """A message's state as a chip: `{% message_state message.state %}`."""
    return marks.chip(MessageState(value).label, marks.MESSAGE_TONES[value])
