"""`besked backup FILE`: database, files and key in one tar."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from besked.management.base import Command as Base
from besked.management.keeping import back_up


class Command(Base):
    """May be run while Besked is at work."""

    help = "Writes the database, the files and the secret key into one tar. Keep it as you keep the database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes it."""
        back_up(options["file"].resolve())
        self.stdout.write(f"{options['file']}: {options['file'].stat().st_size:,} bytes")
