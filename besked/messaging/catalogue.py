"""Our own letters: files beside the action that writes them, named family[.variant].language.txt."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Which letter: the family is what it does, the variant what tells it apart (the stage of a rejection)."""

    family: str
    variant: str = ""

    @property
    def slug(self) -> str:
        """Both as one word, for addresses and files."""
        return f"{self.family}.{self.variant}" if self.variant else self.family


def parse_letter(text: str) -> tuple[str, str]:
    """Subject and body of a letter file. Raises ValueError without a subject line."""
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    if not first.startswith("Subject: "):
        raise ValueError("The first line of a letter must be “Subject: …”.")
    return first.removeprefix("Subject: ").strip(), rest.strip()


@cache
def ours() -> dict[tuple[str, str, str], tuple[str, str]]:
    """All our letters: (family, variant, language) → (subject, body)."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for file in sorted([*PACKAGE.glob("messaging/letters/*.txt"), *PACKAGE.glob("act*/*/letters/*.txt")]):
        family, *variant, language = file.stem.split(".")
        text = file.read_text(encoding="utf-8")
        subject, body = parse_letter(text) if text.startswith("Subject: ") else ("", text.strip())
        found[family, ".".join(variant), language] = (subject, body)
    return found


def our_letter(family: str, variant: str, language: str) -> tuple[str, str]:
    """Subject and body in a language. Raises KeyError for a letter we don't have."""
    return ours()[family, variant, language]


# Pieces of letters, edited elsewhere (signatures) or not at all.
PIECES = frozenset({"signature", "footer", "confirm-line"})


def letterheads() -> list[Letterhead]:
    """Every letter that an organisation can make its own, in a stable order."""
    names = {(family, variant) for family, variant, _ in ours() if family not in PIECES}
    return [Letterhead(family, variant) for family, variant in sorted(names)]
