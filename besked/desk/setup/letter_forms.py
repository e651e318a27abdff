"""The form of a letter: subject, contents, and whether it is sent at all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from besked.desk.setup.fields import LineField, TextField
from besked.lib.placeholders import spoken
from besked.messaging.catalogue import Letterhead
from besked.messaging.templates import FRAME_WORDS, text_faults
from besked.messaging.vocabulary import links_of, words_of


class LetterForm(forms.Form):
    """What an applicant will read; a word that can't be filled in is refused with a sentence."""

    subject = LineField(label=gettext_lazy("Subject"), max_length=250, required=False)
    body = TextField(label=gettext_lazy("Contents"), rows=16, required=False)
    is_silent = forms.BooleanField(
        label=gettext_lazy("No e-mail"),
        required=False,
        help_text=gettext_lazy("This letter is not sent here. Whoever it would have told stays owed an answer."),
    )

    def __init__(self, *args: Any, head: Letterhead, language: str, **kwargs: Any) -> None:
        """Marks both fields with the letter's language, for screen readers and spelling."""
        super().__init__(*args, **kwargs)
        self.head = head
        for name in ("subject", "body"):
            self.fields[name].widget.attrs |= {"lang": language, "data-insertable": "", "spellcheck": "true"}

    def clean(self) -> dict[str, Any]:
        """A silent letter may be empty; any other must be one that can leave."""
        cleaned = super().clean() or {}
        subject, body = cleaned.get("subject", ""), cleaned.get("body", "")
        if cleaned.get("is_silent") and not (subject or body):
            return cleaned
        unread = set(self.errors)  # a field that is too long has its sentence already
        for fault in text_faults(self.head, subject, body):
            if fault.field not in unread:
                self.add_error(fault.field, str(fault.words))
        return cleaned


def insert_groups(head: Letterhead) -> list[dict[str, Any]]:
    """The words that can be put in, by group: {label, words: [{word, meaning}]}."""
    groups: dict[str, list[dict[str, str]]] = {}
    if head.family in FRAME_WORDS:
        own = {"word": f"{{{FRAME_WORDS[head.family]}}}", "meaning": str(gettext_lazy("What you write"))}
        groups[str(gettext_lazy("Message"))] = [own]
    for word, (group, meaning) in words_of(head.family).items():
        groups.setdefault(str(group), []).append({"word": f"{{{word}}}", "meaning": str(meaning)})
    links = [
        {"word": f"{{{spoken(word)}}}", "meaning": str(meaning)} for word, meaning in links_of(head.family).items()
    ]
    groups[str(gettext_lazy("Links"))] = links
    return [{"label": label, "words": words} for label, words in groups.items()]
