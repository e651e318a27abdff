"""`besked restore FILE`: puts a backup in place of what is there. Nothing leaves until somebody says so."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from besked.management.base import Command as Base
from besked.management.keeping import restore


class Command(Base):
    """Stop web and worker first."""

    help = "Puts a backup in place of database and files. Afterwards the outbox is frozen: besked outbox release."

    def add_arguments(self, parser: CommandParser) -> None:
        """From where."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restores, and says what is held."""
        held, uncertain = restore(options["file"].resolve())
        self.stdout.write(
            f"Restored. {held} messages are held and {uncertain} uncertain: they may have left since the backup.\n"
            "Look at them with `besked outbox list`; `besked outbox release` lets the held ones go."
        )
