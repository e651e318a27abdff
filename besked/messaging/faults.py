"""What makes a letter impossible to send: each fault with its own sentence."""

from collections.abc import Collection
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from besked.lib.addresses import BadAddress, clean_email, same_address
from besked.lib.placeholders import compile_text
from besked.messaging.compose import LetterText
from besked.messaging.vocabulary import ALLOWED


class Fault(NamedTuple):
    """A rule's name and the words for the person who writes."""

    rule: str
    words: str | Promise


def faults(text: LetterText, allowed_senders: Collection[str], extra: Collection[str] = ()) -> list[Fault]:
    """Everything that keeps this text from leaving; empty when all is well."""
    found: list[Fault] = []
    if not text.subject.strip():
        found.append(Fault("subject", _("The subject is empty.")))
    if text.body.strip() in ("", text.frame):
        found.append(Fault("contents", _("The letter is empty.")))
    if compile_text(text.subject).links:
        found.append(Fault("subject", _("A link can't stand in the subject.")))
    found.extend(_unknown(text, extra))
    found.extend(_sender(text.sender, allowed_senders))
    return found


def _unknown(text: LetterText, extra: Collection[str]) -> list[Fault]:
    known = ALLOWED | frozenset(extra)
    open_words = dict.fromkeys(w for part in (text.subject, text.whole) for w in compile_text(part).unknown(known))
    return [
        Fault("placeholder", _("{%(word)s} can't be filled in: no such word.") % {"word": word}) for word in open_words
    ]


def _sender(sender: str, allowed: Collection[str]) -> list[Fault]:
    try:
        clean = clean_email(sender)
    except BadAddress:
        return [Fault("sender", _("The sender is not a valid e-mail address."))]
    if clean.casefold() not in {address.casefold() for address in allowed}:
        return [Fault("sender", _("Letters may not be sent from %(address)s.") % {"address": clean})]
    return []


def recipient_fault(address: str) -> Fault | None:
    """Why nothing can be mailed to this recipient, or None."""
    if not address:
        return Fault("recipient", _("There is no e-mail address."))
    try:
        clean_email(address)
    except BadAddress:
        return Fault("recipient", _("The recipient's e-mail address is not valid."))
    return None


def link_fault(text: str, to: str, applicant: str) -> Fault | None:
    """Why a letter with a personal link can't go to this recipient, or None: whoever opens it acts as the applicant."""
    if to == applicant or not compile_text(text).links or same_address(to, applicant):
        return None
    return Fault("link", _("The applicant's personal link can only go to the applicant's own address. Take it out."))
