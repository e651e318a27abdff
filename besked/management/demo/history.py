"""Everybody who applies, in the order in which they came, with what happened to them since."""

from random import Random

from besked.management.demo.letters import cover_letter
from besked.management.demo.people import Person, Town
from besked.management.demo.plot import RETURNING, play
from besked.management.demo.rounds import invite
from besked.management.demo.steps import Applied
from besked.management.demo.story import VACANCIES, Opening

ADVERT_DAYS = 28
_HOURS = (7, 9, 12, 15, 18, 19, 20, 21, 22)
_CV_SHARE, _SHORT_LETTER = 0.85, 300


def applications(seed: str = "besked") -> list[Applied]:
    """Return all applications, by vacancy and arrival: the same for the same seed."""
    random, town = Random(seed), Town(seed)  # noqa: S311 -- made-up people, no secrets
    arrived: dict[str, list[Applied]] = {}
    returned: set[int] = set()
    for key, opening in VACANCIES.items():
        back = _returning(key, arrived)
        returned |= {person.number for person in back}
        arrived[key] = _arrivals(random, opening, [*back, *_newcomers(town, opening, back)])
    for key, there in arrived.items():
        play(random, key, there, returned)
    invite(arrived)
    return [applied for there in arrived.values() for applied in there]


def _returning(vacancy: str, arrived: dict[str, list[Applied]]) -> list[Person]:
    """People who applied for something before."""
    back = []
    for told in RETURNING:
        if told["to"] == vacancy:
            known = [one.person for one in arrived[told["before"]] if one.person.language == told["language"]]
            # From the end for some, so that nobody applies for everything.
            back += known[-told["take"] :] if vacancy == "care" else known[: told["take"]]
    return back


def _newcomers(town: Town, opening: Opening, back: list[Person]) -> list[Person]:
    missing = {
        language: count - sum(person.language == language for person in back)
        for language, count in opening.counts.items()
    }
    return [town.person(language) for language, count in missing.items() for _ in range(count)]


def _arrivals(random: Random, opening: Opening, crowd: list[Person]) -> list[Applied]:
    """When each of them applied: many at once, more on the last evening, as it is everywhere."""
    first, last = ADVERT_DAYS - opening.deadline, max(-opening.deadline, 1)
    arrived = []
    for person in crowd:
        days = round(random.triangular(last, first, random.choice((first, last, last))))
        clock = f"{random.choice(_HOURS):02}:{random.randrange(60):02}"
        letter = cover_letter(person, opening.key)
        has_cv = random.random() < _CV_SHARE or len(letter) < _SHORT_LETTER
        arrived.append(Applied(person, opening.key, days, clock, letter, has_cv))
    return sorted(arrived, key=lambda applied: (-applied.days, applied.clock))
