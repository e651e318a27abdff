"""Keeps the translation catalogues in step with the product: `python -m tools.messages [--check]`.

Without an option it adds what is new to each language, untranslated, and drops what nobody says any more.
With --check it changes nothing and names every string that is missing, untranslated, unsure or at odds
with its placeholders.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from tools.extract import ExtractError, Message, extract
from tools.parts import ROOT

PACKAGE = ROOT / "besked"
LANGUAGES = ("da", "sv", "nb", "nl")
HEADER = {
    "Project-Id-Version": "Besked",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}")


def catalog_path(language: str, package: Path = PACKAGE) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def load(path: Path) -> dict[Message, polib.POEntry]:
    """Return the living entries of a catalogue; an absent one is empty."""
    entries = polib.pofile(str(path), encoding="utf-8") if path.exists() else []
    return {key(entry): entry for entry in entries if not entry.obsolete}


def key(entry: polib.POEntry) -> Message:
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def update(path: Path, messages: Mapping[Message, list[str]]) -> None:
    """Write the catalogue anew: the messages in order, each with the translation it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = load(path)
    catalog = polib.POFile(wrapwidth=100)
    catalog.metadata = {**HEADER, "Language": path.parts[-3]}
    catalog.extend(entry(message, files, known.get(message)) for message, files in messages.items())
    content = f"{catalog}\n".encode()
    # An unchanged file keeps its time, so that nothing is compiled in vain.
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def entry(message: Message, files: list[str], known: polib.POEntry | None) -> polib.POEntry:
    """Return the entry for a message, with files but no line numbers, which would change with every edit."""
    made = polib.POEntry(
        msgid=message.singular,
        msgctxt=message.context or None,
        occurrences=[(file, "") for file in files],
        tcomment=known.tcomment if known else "",
        flags=["fuzzy"] if known and known.fuzzy else [],
    )
    if message.plural:
        made.msgid_plural = message.plural
        made.msgstr_plural = dict(known.msgstr_plural) if known else {0: "", 1: ""}
    else:
        made.msgstr = known.msgstr if known else ""
    return made


def problems(path: Path, messages: Mapping[Message, list[str]]) -> Iterator[str]:
    """Yield one sentence for each fault of a catalogue."""
    known = load(path)
    for message in messages:
        if message not in known:
            yield f"missing: {message.singular!r}"
        else:
            yield from faults(message, known[message])
    yield from (f"nobody says it any more: {message.singular!r}" for message in known.keys() - messages.keys())


def faults(message: Message, known: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    if known.fuzzy:
        yield f"fuzzy: {message.singular!r}"
    for text, sources in forms(message, known):
        if not text.strip():
            yield f"untranslated: {message.singular!r}"
        elif placeholders(text) not in [placeholders(source) for source in sources]:
            yield f"other placeholders: {message.singular!r} → {text!r}"
        elif edges(text) != edges(message.singular):
            yield f"other spaces around it: {message.singular!r} → {text!r}"


def forms(message: Message, known: polib.POEntry) -> list[tuple[str, list[str]]]:
    """Return each translated form with the English it may follow: "one answer" needs no number."""
    if not message.plural:
        return [(known.msgstr, [message.singular])]
    one, many = (known.msgstr_plural.get(form, "") for form in (0, 1))
    return [(one, [message.singular, message.plural]), (many, [message.plural])]


def placeholders(text: str) -> list[str]:
    return sorted(set(_PLACEHOLDER.findall(text)))


def edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def main(arguments: list[str], package: Path = PACKAGE) -> int:
    """Update, or with --check only tell; 1 when something is wrong."""
    is_check = "--check" in arguments
    try:
        messages = extract(package)
    except ExtractError as fault:
        print(fault)
        return 1
    catalogs = {language: catalog_path(language, package) for language in LANGUAGES}
    for path in () if is_check else catalogs.values():
        update(path, messages)
    found = [f"{language}: {words}" for language, path in catalogs.items() for words in problems(path, messages)]
    print("\n".join(found) if is_check else f"{len(messages)} messages, {len(found)} translations to write")
    return int(is_check and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
