"""`besked web`: the web server alone."""

from typing import Any

from django.core.management.base import CommandParser

from besked.management.base import Command as Base
from besked.management.server import address_of, serve_web
from besked.management.statics import collect


class Command(Base):
    """Without a worker nothing leaves: run one beside it."""

    help = "Serves the pages and the REST interface. Letters leave only while a worker runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serves until stopped."""
        bind = address_of(options["bind"])
        collect()
        serve_web(bind)
