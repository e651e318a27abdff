"""What a relay's answer means for the mail: sent, again later, a to-do, doubt, or stop everything."""

import re
from enum import IntEnum

from besked.messaging.transports.line import Reply
from besked.messaging.transports.wire import QUICK, SLOW, Outcome, OutcomeKind, one_line

# These say "not now" about the connection or the relay, whichever command they answer.
QUICK_CODES = frozenset({421, 431, 432, 442, 447, 452})
SIGN_IN_CODES = frozenset({530, 534, 535, 538})
POLICY = re.compile(rb"5\.7\.\d")


class Step(IntEnum):
    """Where in the conversation the relay answered."""

    CONNECT = 1
    MAIL = 2
    RCPT = 3
    DATA = 4
    DOT = 5


def refused(step: Step, reply: Reply) -> Outcome:
    """Return what a definite answer means; at the final dot it may also be the yes."""
    words = answer_words(reply)
    if step is Step.DOT and reply.accepted:
        return Outcome(OutcomeKind.SENT, words)
    if 400 <= reply.code < 500:
        quick = reply.code in QUICK_CODES or step <= Step.MAIL
        return Outcome(OutcomeKind.RETRY, words, QUICK if quick else SLOW)
    if reply.code < 500 or reply.code >= 600:
        return _out_of_place(step, words)
    return Outcome(OutcomeKind.STOP if _refuses_us(step, reply) else OutcomeKind.FAILED, words)


def lost(error: OSError) -> Outcome:
    """The connection failed while nothing can have arrived."""
    return Outcome(OutcomeKind.RETRY, _reason(error), QUICK)


def unsettled(error: OSError) -> Outcome:
    """The connection failed after the final dot: the relay may have taken the mail."""
    return Outcome(OutcomeKind.UNCERTAIN, _reason(error))


def stopped(words: str) -> Outcome:
    """Nothing can be sent until somebody changes the settings."""
    return Outcome(OutcomeKind.STOP, one_line(words))


def answer_words(reply: Reply) -> str:
    """The answer as one clean line, code first."""
    return one_line(f"{reply.code} {reply.words.decode('utf-8', 'replace')}")


def _out_of_place(step: Step, words: str) -> Outcome:
    """A code that doesn't belong here settles nothing after the dot, and before it nothing has left."""
    if step is Step.DOT:
        return Outcome(OutcomeKind.UNCERTAIN, words)
    return Outcome(OutcomeKind.RETRY, words, QUICK)


def _refuses_us(step: Step, reply: Reply) -> bool:
    if step is Step.CONNECT or reply.code in SIGN_IN_CODES:
        return True
    return step is Step.MAIL and POLICY.match(reply.words) is not None


def _reason(error: OSError) -> str:
    """The operating system's words, or smtplib's; a time-out often comes without any."""
    if isinstance(error, TimeoutError):
        return "The mail server didn't answer in time"
    return one_line(error.strerror or str(error)) or type(error).__name__
