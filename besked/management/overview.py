"""`besked help`: our commands, a line each."""

from pathlib import Path

import django
from django.core.management import get_commands, load_command_class


def commands() -> list[str]:
    """The names of our own commands; Django's others work, too, and are nobody's daily bread."""
    return sorted(file.stem for file in (Path(__file__).parent / "commands").glob("[a-z]*.py"))


def is_known(name: str) -> bool:
    """Whether there is such a command, ours or Django's. Reads the settings; raises BadSetting."""
    django.setup()
    return name.startswith("-") or name == "help" or name in get_commands()


def overview() -> str:
    """All our commands with what they do."""
    django.setup()
    lines = [f"  {name:<12} {load_command_class('besked', name).help}" for name in commands()]
    return "\n".join(["besked COMMAND", "", *lines, "", "besked COMMAND --help says more."])
