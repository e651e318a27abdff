"""`besked migrate`: makes or updates the database, without questions; afterwards the instance is ready."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from besked.management.base import Command as Base
from besked.management.ready import make_ready


class Command(Base, Migrate):
    """Django's own, and what an instance needs besides."""

    help = "Makes or updates the database. Afterwards there is a department, letters in five languages and reasons."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates; only when typed by a person does it also make the instance ready (tests want an empty database)."""
        options["interactive"] = False
        Migrate.handle(self, *args, **options)
        if self._called_from_command_line:
            make_ready()
