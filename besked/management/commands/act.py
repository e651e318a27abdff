"""`besked act SLUG ID…`: takes a further action, as everybody else does."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from besked.access import SYSTEM, actor_for
from besked.lib.text import clean_text
from besked.management.base import BadInput, user_named
from besked.management.base import Command as Base
from besked.performing import InvalidAnswersError
from besked.runs import KeyUsedError
from besked.web.taking import BY_NAME, Wish, preview, take

MOST = 2**63 - 1
EXAMPLES = {
    "letters": '{"rejection": {"da": {"subject": "…"}}}',
    "people": '{"311": {"rejection": {"subject": "…"}}}',
}


class Command(Base):
    """Without --as it is Besked itself who acts, and signs with the organisation's name."""

    help = "Takes a further action on applications. Prints for whom it was done, and who was refused."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, to whom, how."""
        parser.add_argument("slug", metavar="SLUG", help=", ".join(BY_NAME))
        parser.add_argument("applications", type=int, nargs="+", metavar="ID")
        parser.add_argument("--as", dest="user", metavar="EMAIL", help="whose rights count")
        parser.add_argument("--answers", default="{}", metavar="JSON")
        parser.add_argument("--letters", default="{}", metavar="JSON", help="texts for all, by letter and language")
        parser.add_argument("--people", default="{}", metavar="JSON", help="texts for single people, by application")
        parser.add_argument("--accept", action="append", default=[], metavar="RULE", help="a warning that is accepted")
        parser.add_argument("--key", default="", help="the same key does it once, however often it is sent")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer as the REST interface does")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it, or says what would happen."""
        wish, now = _wish(options), timezone.now()
        actor = actor_for(user_named(options["user"])) if options["user"] else SYSTEM
        try:
            answer = preview(wish, actor, now) if options["dry_run"] else take(wish, actor, now).as_json()
        except InvalidAnswersError as fault:
            raise BadInput(_faults(fault)) from fault
        except KeyUsedError as fault:
            raise BadInput("This key was used before, for something else.") from fault
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["as_json"] else _lines(answer))


def _wish(options: dict[str, Any]) -> Wish:
    if options["slug"] not in BY_NAME:
        raise BadInput(f"There is no further action “{options['slug']}”; there are {', '.join(BY_NAME)}.")
    if not all(1 <= pk <= MOST for pk in options["applications"]):
        raise BadInput("An application's number is 1 or more.")
    if len(options["key"]) > 255:
        raise BadInput("A key has at most 255 characters.")
    given = {name: _object(name, options[name]) for name in ("answers", "letters", "people")}
    for name in ("letters", "people"):
        if not _are_texts(given[name]):
            raise BadInput(f"--{name} must hold texts, as in {EXAMPLES[name]}.")
    return Wish(options["slug"], options["applications"], **given, accept=options["accept"], key=options["key"])


def _object(name: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(clean_text(text, 5_000_000))
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"--{name} is not JSON: {fault}") from fault
    if not isinstance(value, dict):
        raise BadInput(f"--{name} must be a JSON object, as in {{}}.")
    return value


def _are_texts(value: Any, depth: int = 3) -> bool:
    """Whether there are texts three objects down; another form would be no edit at all, and nobody would notice."""
    if depth == 0:
        return isinstance(value, str)
    return isinstance(value, dict) and all(_are_texts(inner, depth - 1) for inner in value.values())


def _faults(fault: InvalidAnswersError) -> str:
    """Each sentence with the answer it is about."""
    pairs = [(name, words) for name, found in fault.form.errors.items() for words in found]
    return " ".join(f"{name}: {words}" if name != "__all__" else str(words) for name, words in pairs)


def _lines(answer: dict[str, Any]) -> str:
    """For people: who, and who not."""
    word = "done" if "done" in answer else "ready"
    lines = [f"{word}: {' '.join(map(str, answer[word])) or 'nobody'}"]
    lines += [f"refused: {one['application']} {one['reason']}" for one in answer["refused"]]
    return "\n".join([*lines, f"messages: {answer['messages']}"] if "messages" in answer else lines)
