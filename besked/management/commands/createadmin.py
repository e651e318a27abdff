"""`besked createadmin EMAIL`: somebody who may do everything, and a link that signs them in once."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import transaction
from django.urls import reverse

from besked.management.base import BadInput, address
from besked.management.base import Command as Base
from besked.models import PRESETS, Department, Level, Membership, User
from besked.web.accounts import first_sign_in_token


class Command(Base):
    """Run again for somebody who exists, it gives them complete access and a new link."""

    help = "Makes an administrator without a password and prints a link that signs them in once, within an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes or keeps the user, and prints the link."""
        user = _administrator(address(options["email"]))
        self.stdout.write(settings.BASE_URL + reverse("account_first_sign_in", args=[first_sign_in_token(user)]))


def _administrator(email: str) -> User:
    top = Department.objects.filter(parent=None).first()
    if top is None:
        raise BadInput("The database is not ready; run: besked migrate")
    with transaction.atomic():
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, level=Level.COMPLETE)
        user.level, user.rights, user.is_active = Level.COMPLETE, sorted(PRESETS[Level.COMPLETE]), True
        user.save(update_fields=["level", "rights", "is_active"])
        Membership.objects.get_or_create(user=user, department=top)
    return user
