"""What makes a letter impossible to send: each fault with its own sentence."""

from collections.abc import Collection
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from besked.lib.addresses import BadAddress, clean_email, same_address
from besked.lib.phones import BadPhone, clean_phone
from besked.lib.placeholders import compile_text, spoken, torn
from besked.messaging.compose import LetterText
from besked.messaging.vocabulary import SHORT_MESSAGES, allowed_in
from besked.models import Channel


class Fault(NamedTuple):
    """A rule's name and the words for the person who writes."""

    rule: str
    words: str | Promise


def faults(
    text: LetterText, allowed_senders: Collection[str], extra: Collection[str] = (), family: str = ""
) -> list[Fault]:
    """Everything that keeps this text from leaving; empty when all is well."""
    found: list[Fault] = []
    if not text.subject.strip() and family not in SHORT_MESSAGES:
        found.append(Fault("subject", _("The subject is empty.")))
    if text.body.strip() in ("", text.frame):
        found.append(Fault("contents", _("The letter is empty.")))
    if compile_text(text.subject).links:
        found.append(Fault("subject", _("A link can't stand in the subject.")))
    known = allowed_in(family) | frozenset(extra)
    found.extend(_unknown(text, known))
    found.extend(_torn(text, known))
    found.extend(_sender(text.sender, allowed_senders))
    return found


def _unknown(text: LetterText, known: Collection[str]) -> list[Fault]:
    open_words = dict.fromkeys(w for part in (text.subject, text.whole) for w in compile_text(part).unknown(known))
    return [
        Fault("placeholder", _("{%(word)s} can't be filled in: no such word.") % {"word": spoken(word)})
        for word in open_words
    ]


def _torn(text: LetterText, known: Collection[str]) -> list[Fault]:
    """A placeholder broken over two lines, or rewritten by a link scanner, would leave as it stands."""
    words = dict.fromkeys(word for part in (text.subject, text.whole) for word in torn(part, known))
    return [
        Fault("placeholder", _("{%(word)s} is broken in the text. Write it in one piece, in braces.") % {"word": word})
        for word in words
    ]


def _sender(sender: str, allowed: Collection[str]) -> list[Fault]:
    try:
        clean = clean_email(sender)
    except BadAddress:
        return [Fault("sender", _("The sender is not a valid e-mail address."))]
    if clean.casefold() not in {address.casefold() for address in allowed}:
        return [Fault("sender", _("Letters may not be sent from %(address)s.") % {"address": clean})]
    return []


def recipient_fault(address: str, channel: str = Channel.EMAIL) -> Fault | None:
    """Why nothing can be sent to this recipient, or None."""
    if channel == Channel.SMS:
        return _number_fault(address)
    if not address:
        words = _("There is no e-mail address, so nothing can be sent. Reach them by telephone or post.")
        return Fault("recipient", words)
    try:
        clean_email(address)
    except BadAddress:
        return Fault("recipient", _("The recipient's e-mail address is not valid."))
    return None


def _number_fault(number: str) -> Fault | None:
    try:
        clean_phone(number, "")
    except BadPhone:
        return Fault("recipient", _("There is no mobile number that an SMS can reach."))
    return None


def link_fault(text: str, to: str, applicant: str) -> Fault | None:
    """Why a letter with a personal link can't go to this recipient, or None: whoever opens it acts as the applicant."""
    if to == applicant or not compile_text(text).links or same_address(to, applicant):
        return None
    return Fault("link", _("The applicant's personal link can only go to the applicant's own address. Take it out."))
