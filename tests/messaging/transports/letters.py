"""One ordinary mail for the transports' tests, and a journal that remembers its phases."""

from dataclasses import replace
from typing import Any

from besked.messaging.transports import Phase, Wire

ORDINARY = Wire(
    id=7,
    message_id="<7.abc@besked.example>",
    sender="job@kommune.example",
    sender_name="Søndersø Kommune",
    reply_to="anna.holm@kommune.example",
    return_path="svar+7@kommune.example",
    to="jorgen@post.example",
    to_name="Jørgen Ærø",
    language="da",
    subject="Svar på din ansøgning",
    body="Kære Jørgen\n\nTak for din ansøgning.\n",
    headers={"Auto-Submitted": "auto-generated"},
    attachments=(),
)


def wire(**changes: Any) -> Wire:
    """The ordinary mail with something else about it."""
    return replace(ORDINARY, **changes)


class Journal(list[Phase]):
    """Called as the worker's journal is."""

    def __call__(self, phase: Phase) -> None:
        self.append(phase)
