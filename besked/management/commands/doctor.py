"""`besked doctor`: looks at settings, mail and what must always be true; says what to do."""

import sys
from typing import Any

from django.utils import timezone

from besked.management.base import Command as Base
from besked.management.checkup import CHECKS, NOTES


class Command(Base):
    """Changes nothing. Exit code 1 when something is wrong."""

    help = "Checks settings, mail and data, a line each. Exits with 1 when something is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Looks at everything, also after the first finding."""
        now, wrong = timezone.now(), 0
        for name, check in CHECKS.items():
            found = list(check(now))
            wrong += len(found)
            self.stdout.write("\n".join(f"!!  {name}: {words}" for words in found) or f"ok  {name}")
        for name, check in NOTES.items():
            self.stdout.write("".join(f"--  {name}: {words}\n" for words in check(now)), ending="")
        if wrong:
            sys.exit(1)
