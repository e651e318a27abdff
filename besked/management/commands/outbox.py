"""`besked outbox`: what waits, what went wrong, and what a person says about it."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from besked.answers import settled_by_person
from besked.management.base import BadInput
from besked.management.base import Command as Base
from besked.messaging import outbox
from besked.messaging.frozen import thaw
from besked.models import Message, MessageState

SHOWN = 200
LATE = "Somebody, or a worker, was first: message {pk} is “{state}” now, and nothing was changed."


class Command(Base):
    """Every change is refused where somebody was first."""

    help = "Lists what has not been sent, shows a message, cancels, retries or settles it, releases a restored outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, to which message."""
        does = ["list", "show", "cancel", "retry", "settle", "release"]
        parser.add_argument("does", nargs="?", default="list", choices=does)
        parser.add_argument("message", nargs="?", metavar="ID")
        parser.add_argument("outcome", nargs="?", metavar="sent|queued", help="for settle: whether it arrived")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it."""
        if options["does"] == "list":
            self._list()
        elif options["does"] == "release":
            self.stdout.write(f"{thaw(timezone.now())} messages may leave now.")
        else:
            row = _message(options["message"])
            self._show(row) if options["does"] == "show" else self._change(row, options)

    def _list(self) -> None:
        rows = Message.objects.exclude(state__in=[MessageState.SENT, MessageState.CANCELLED]).order_by("pk")
        shown = list(rows[: SHOWN + 1])
        for row in shown[:SHOWN]:
            words = f"  {row.reply}" if row.reply else ""
            self.stdout.write(f"{row.pk}  {row.state}  {row.not_before:%Y-%m-%d %H:%M}  {row.kind}  {row.to}{words}")
        if not shown:
            self.stdout.write("Nothing waits.")
        if len(shown) > SHOWN:
            self.stdout.write(f"… and {rows.count() - SHOWN} more.")

    def _show(self, row: Message) -> None:
        self.stdout.write(f"{row.state}  {row.message_id}\nFrom: {row.sender}\nTo: {row.to}\nSubject: {row.subject}\n")
        self.stdout.write("(not shown: it held a code)" if row.is_sensitive else row.body)
        if row.reply:
            self.stdout.write(f"\n-- \n{row.reply}")

    def _change(self, row: Message, options: dict[str, Any]) -> None:
        now = timezone.now()
        does: dict[str, Callable[[], bool]] = {
            "cancel": lambda: outbox.cancel(row.pk, "Cancelled on the command line."),
            "retry": lambda: outbox.retry(row.pk, now),
        }
        if options["does"] == "settle":
            if options["outcome"] not in ("sent", "queued"):
                raise BadInput("Say how it ended: besked outbox settle ID sent, or settle ID queued to send it again.")
            is_sent = options["outcome"] == "sent"
            does["settle"] = lambda: settled_by_person(row.pk, now) if is_sent else outbox.settle_as_queued(row.pk, now)
        if not does[options["does"]]():
            state = Message.objects.values_list("state", flat=True).get(pk=row.pk)
            raise BadInput(LATE.format(pk=row.pk, state=state))
        self.stdout.write(f"{row.pk}  {Message.objects.values_list('state', flat=True).get(pk=row.pk)}")


def _message(given: str | None) -> Message:
    if given is None or not (given.isascii() and given.isdigit() and len(given) < 19):
        raise BadInput("Name a message by its number, as `besked outbox list` shows it.")
    row = Message.objects.filter(pk=int(given)).first()
    if row is None:
        raise BadInput(f"There is no message {given}.")
    return row
