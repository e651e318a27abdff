"""`besked token EMAIL`: a new API token for somebody, and nothing else on the output."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from besked.management.base import BadInput, user_named
from besked.management.base import Command as Base
from besked.organisation import Refused
from besked.organisation.tokens import make_token


class Command(Base):
    """Only its hash is kept, so this is the one time that anybody sees it."""

    help = "Prints a new token for the REST interface."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose token."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes and prints the token."""
        user = user_named(options["email"])
        try:
            self.stdout.write(make_token(user, timezone.now()))
        except Refused as fault:
            raise BadInput(f"{fault} An administrator can give it.") from fault
