"""`besked demo`: the demo data, loaded once, and by wish served at once."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils import timezone

from besked.management.base import Command as Base
from besked.management.demo.loader import load
from besked.management.demo.stage import PASSWORD
from besked.management.demo.story import STAFF
from besked.management.ready import make_ready
from besked.management.server import address_of, serve_all


class Command(Base):
    """Safe to run twice: what is there stays as it is."""

    help = "Loads a municipality and a company with their applicants, to look around in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to serve it, and where."""
        parser.add_argument("--serve", action=argparse.BooleanOptionalAction, default=False, help="serve it at once")
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates, loads, says where and who, serves."""
        bind = address_of(options["bind"])
        call_command("migrate", verbosity=0)
        make_ready()
        fresh = load(timezone.now())
        self.stdout.write("The demo data was loaded.\n" if fresh else "The demo data was here already.\n")
        self._say(f"http://{bind}")
        if options["serve"]:
            serve_all(bind, say=self.stdout.write)

    def _say(self, base: str) -> None:
        self.stdout.write(
            f"  Recruiters    {base}/\n  Applicants    {base}/jobs/\n  REST          {base}/api/v1/docs\n"
        )
        if settings.SMTP_URL == "demo:":
            self.stdout.write(f"  Their mail    {base}/outbox/?mailbox=1\n")
        self.stdout.write(f"\nSign in with the password {PASSWORD}:\n")
        for one in STAFF.values():
            self.stdout.write(f"  {one.email:<32} {one.given_name} {one.family_name}, {one.title}\n")
