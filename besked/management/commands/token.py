"""`besked token EMAIL`: a new API token for somebody, and nothing else on the output."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from besked.lib.tokens import new_token, token_hash
from besked.management.base import BadInput, user_named
from besked.management.base import Command as Base
from besked.models import ApiToken, Right


class Command(Base):
    """Only its hash is kept, so this is the one time that anybody sees it."""

    help = "Prints a new token for the REST interface."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose token."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes and prints the token."""
        user = user_named(options["email"])
        if not user.has(Right.API):
            raise BadInput(f"{user.email} does not have the right to use the API; an administrator can give it.")
        token = new_token()
        ApiToken.objects.create(user=user, digest=token_hash(token), created_at=timezone.now())
        self.stdout.write(token)
