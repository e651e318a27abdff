"""`besked serve`: web and worker together, out of one process that was loaded once."""

from typing import Any

from django.core.management.base import CommandParser

from besked.management.base import Command as Base
from besked.management.server import address_of, serve_all


class Command(Base):
    """When one of the two ends, so does the other."""

    help = "Serves pages and sends letters, all in one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serves until stopped."""
        serve_all(address_of(options["bind"]), say=self.stdout.write)
