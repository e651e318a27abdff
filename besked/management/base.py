"""What all commands share: bad input ends with one sentence and exit code 2, never with a traceback."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections

from besked.lib.addresses import BadAddress, clean_email
from besked.lib.env import BadSetting
from besked.messaging.transports import check_sms_url, check_url
from besked.models import User

BAD_INPUT = 2
PARSER = "Error: "  # how the parser begins its sentences


class BadInput(CommandError):
    """What was typed can't be used; its text is one sentence for the person who typed it."""

    def __init__(self, words: str) -> None:
        """Ends the command with exit code 2."""
        super().__init__(words, returncode=BAD_INPUT)


class Command(BaseCommand):
    """A command of Besked: thin, one sentence on stderr where it can't go on."""

    requires_system_checks: list[str] = []
    suppressed_base_arguments = {
        "--settings",
        "--pythonpath",
        "--traceback",
        "--skip-checks",
        "--version",
        "--no-color",
        "--force-color",
    }

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that says what is wrong with the arguments in one sentence, without the usage lines."""
        parser = super().create_parser("besked", subcommand, **kwargs)
        parser.called_from_command_line = False  # its error() then raises instead of printing
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Runs the command; whatever a person can have caused ends with a sentence."""
        self._called_from_command_line = True
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
            self.execute(*options.pop("args", ()), **options)
        except CommandError as fault:
            words = str(fault)
            if words.startswith(PARSER):
                words = words[len(PARSER) :]
                self._leave(f"{words[:1].upper()}{words[1:]}", BAD_INPUT)
            self._leave(words, fault.returncode)
        except BadSetting as fault:
            self._leave(str(fault), 1)
        except DatabaseError as fault:
            self._leave(database_words(fault), 1)
        except BrokenPipeError:  # `besked outbox | head`: whoever reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            sys.exit(130)
        finally:
            connections.close_all()

    def execute(self, *args: Any, **options: Any) -> Any:
        """The arguments left out above are what Django looks for; tests call commands without them too."""
        for name in ("force_color", "no_color", "skip_checks"):
            options.setdefault(name, False)
        return super().execute(*args, **options)

    def _leave(self, words: str, code: int) -> None:
        self.stderr.write(" ".join(words.split()))
        sys.exit(code)


def database_words(fault: DatabaseError) -> str:
    """What to do about a database that doesn't answer as it should."""
    words = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
    if "no such table" in words or "does not exist" in words or "no such column" in words:
        return f"The database is not ready ({words}); run: besked migrate"
    return f"The database does not answer: {words}"


def address(raw: str) -> str:
    """One e-mail address in lower case. Raises BadInput."""
    try:
        return clean_email(raw).lower()
    except BadAddress as fault:
        raise BadInput(f"“{raw}” is not a valid e-mail address.") from fault


def user_named(email: str) -> User:
    """The user who signs in with this address. Raises BadInput."""
    user = User.objects.filter(email=address(email)).first()
    if user is None:
        raise BadInput(f"There is no user with the address {email}.")
    if not user.is_active:
        raise BadInput(f"{email} may not sign in any more.")
    return user


def check_mail() -> None:
    """Raises BadInput where SMTP_URL or SMS_URL can't be used: better now than with the first letter."""
    try:
        if settings.SMTP_URL:
            check_url(settings.SMTP_URL)
        if settings.SMS_URL:
            check_sms_url(settings.SMS_URL)
    except ValueError as fault:
        raise BadInput(str(fault)) from fault
