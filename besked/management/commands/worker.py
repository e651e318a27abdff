"""`besked worker`: sends what is due and keeps house."""

import sys
from typing import Any

from django.core.management.base import CommandParser

from besked.management.base import Command as Base
from besked.management.base import check_mail
from besked.worker.loop import run


class Command(Base):
    """Several may run at once: they share the work."""

    help = "Sends letters, reads documents, keeps the counts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to stop when nothing is due."""
        parser.add_argument("--drain", action="store_true", help="do everything due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Works until stopped, or until nothing is due."""
        check_mail()
        sys.exit(run(drain=options["drain"]))
