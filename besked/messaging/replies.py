"""What stands beside a message's state: a relay's words are shown as they came, our own in the reader's language.

Stored is the English sentence, whoever acted: the next reader may read another language.
"""

from django.utils.translation import gettext as in_the_readers_language
from django.utils.translation import gettext_noop

OURS = frozenset(
    {
        gettext_noop("Held back by a person."),
        gettext_noop("Stopped by a person."),
        gettext_noop("Settled by a person."),
        gettext_noop("Cancelled on the command line."),
        gettext_noop("The applicant has withdrawn since this was written."),
        gettext_noop("Restored from a backup: it may have left before. `besked outbox release` lets it go."),
        gettext_noop("The worker died while this message was leaving."),
        gettext_noop("The worker vanished while this message was leaving."),
        gettext_noop("Taken by the relay; noted in the worker's journal."),
        gettext_noop("The connection broke after the whole letter was handed over."),
        gettext_noop("The mail server didn't answer in time"),
        gettext_noop("The mail server closed the connection"),
        gettext_noop("The mail server's answer can't be understood"),
        gettext_noop("The mail server's answer doesn't end"),
        gettext_noop("The SMS gateway didn't answer in time"),
        gettext_noop("The network could not deliver this message."),
        gettext_noop("The network refused this message."),
        gettext_noop("The network reported this message."),
        gettext_noop("The provider can't send to this number."),
        gettext_noop("The provider can't be reached"),
        gettext_noop("The provider gave no answer"),
        gettext_noop("Taken by the provider"),
        gettext_noop("demo mailbox"),
        gettext_noop("demo phone"),
    }
)


def shown(reply: str) -> str:
    """A stored reply as people read it: our own sentences translated, anything else as the other side said it."""
    return in_the_readers_language(reply) if reply in OURS else reply
