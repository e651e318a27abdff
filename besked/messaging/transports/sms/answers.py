"""What a gateway's answer means for the message: sent, again later, a to-do, doubt, or stop everything."""

from besked.messaging.transports.sms.exchange import Answer
from besked.messaging.transports.wire import QUICK, SLOW, Outcome, OutcomeKind, one_line

TAKEN = ("0:", "3:")  # accepted, and queued until the network is there again
UNROUTABLE = "Not routable"  # comes with the same status as a wrong password
REFUSES_US = frozenset({401, 402, 403, 404, 405, 407})
LATER = frozenset({408, 425, 429, 503})


def meaning(answer: Answer) -> Outcome:
    """Return what an answer means. One that settles nothing is a doubt: the message may have gone out."""
    words = one_line(f"{answer.status} {answer.words}")
    if 200 <= answer.status < 300:
        taken = answer.words.lstrip().startswith(TAKEN)
        return Outcome(OutcomeKind.SENT if taken else OutcomeKind.UNCERTAIN, words)
    if answer.status in LATER:
        return Outcome(OutcomeKind.RETRY, words, SLOW)
    return Outcome(_refusal(answer), words)


def _refusal(answer: Answer) -> OutcomeKind:
    if answer.status in REFUSES_US and UNROUTABLE not in answer.words:
        return OutcomeKind.STOP
    if 300 <= answer.status < 400:  # never followed: the password would go along to a stranger
        return OutcomeKind.STOP
    return OutcomeKind.FAILED if 400 <= answer.status < 500 else OutcomeKind.UNCERTAIN


def lost(error: OSError) -> Outcome:
    """The connection failed while nothing can have arrived."""
    return Outcome(OutcomeKind.RETRY, _reason(error), QUICK)


def unsettled(error: OSError) -> Outcome:
    """The request has left and no answer came: the gateway may have taken the message."""
    return Outcome(OutcomeKind.UNCERTAIN, _reason(error))


def unfit(words: str) -> Outcome:
    """This message can't be sent as it is, by anybody."""
    return Outcome(OutcomeKind.FAILED, one_line(words))


def _reason(error: OSError) -> str:
    """The operating system's words; a time-out often comes without any."""
    if isinstance(error, TimeoutError):
        return "The SMS gateway didn't answer in time"
    return one_line(error.strerror or str(error)) or type(error).__name__
