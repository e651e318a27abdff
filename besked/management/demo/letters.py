"""Cover letters, put together from sentences that somebody wrote; no two people send the same one."""

from random import Random

from besked.lib.placeholders import compile_text
from besked.management.demo.people import Person
from besked.management.demo.story import STAFF, VACANCIES
from besked.management.demo.words import common, phrase, sentences

_SHORT = 0.12
_BEGINNER_YEARS = 2


def employer(person: Person, vacancy: str) -> str:
    """Return where somebody works now; letter and CV agree on it."""
    found = sentences(vacancy, person.language, "cv", "employers")
    return found[person.number % len(found)]


def cover_letter(person: Person, vacancy: str) -> str:
    """Return what `person` wrote for that vacancy: the same text each time."""
    random = Random(f"letter-{person.number}-{vacancy}")  # noqa: S311 -- made-up people, no secrets
    pieces = _pieces(random, person, vacancy)
    owner = STAFF[VACANCIES[vacancy].owner]
    values = {
        "owner": f"{owner.given_name} {owner.family_name}",
        "owner_first": owner.given_name,
        "employer": employer(person, vacancy).partition(",")[0],
        "years": str(max(person.years, 2)),
        "place": person.place,
    }
    closing = f"{random.choice(common(person.language, 'closings'))}\n{person.name}"
    return "\n\n".join(compile_text(piece).render(values) for piece in pieces) + f"\n\n{closing}"


def _pieces(random: Random, person: Person, vacancy: str) -> list[str]:
    def said(kind: str) -> list[str]:
        return sentences(vacancy, person.language, "letter", kind)

    greeting = random.choice(common(person.language, "greetings"))
    if random.random() < _SHORT:
        return [greeting, random.choice(said("short"))]
    background = random.sample(said("experience"), 1 if person.years < 5 else 2)
    if person.years <= _BEGINNER_YEARS and said("beginner"):
        background = said("beginner")[:1]
    if person.tongue not in ("da", "sv", "nb", "nl") and said("abroad"):
        background = [said("abroad")[0], *background[:1]]
    middle = " ".join(random.sample(said("why"), random.choice((1, 2, 2))))
    personal = _personal(random, person)
    outro = random.choice(common(person.language, "outros"))
    openings = [text for text in said("openings") if person.years > _BEGINNER_YEARS or "{years}" not in text]
    paragraphs = [random.choice(openings), " ".join(background), middle, personal, outro]
    return [greeting, *(text for text in paragraphs if text)]


def _personal(random: Random, person: Person) -> str:
    if person.tongue != person.language and random.random() < 0.5:
        return phrase(person.language, "second_language")
    return random.choice([*common(person.language, "personal"), "", ""])
