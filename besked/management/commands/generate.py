"""`besked generate`: made-up applications in any number, to try the size."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from besked.management.base import BadInput
from besked.management.base import Command as Base
from besked.management.ready import make_ready
from besked.management.synthetic import generate


class Command(Base):
    """All with status new; their receipts are recorded as sent, and nothing is queued."""

    help = "Makes up vacancies with applications. Prints the vacancies' ids, one on each line."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many."""
        parser.add_argument("--vacancies", type=int, required=True, metavar="N")
        parser.add_argument("--applications", type=int, required=True, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed makes the same people")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes them, and prints the ids."""
        if not 1 <= options["vacancies"] <= 10_000 or not 0 <= options["applications"] <= 10_000_000:
            raise BadInput("Ask for 1 to 10,000 vacancies and at most 10,000,000 applications.")
        make_ready()
        made = generate(options["vacancies"], options["applications"], options["seed"], timezone.now())
        self.stdout.write("\n".join(map(str, made)))
