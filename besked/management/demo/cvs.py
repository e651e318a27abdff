"""CVs as PDF: a made-up working life that fits the vacancy, set with typst in one of three layouts."""

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import typst

from besked.lib.placeholders import compile_text
from besked.management.demo.letters import employer
from besked.management.demo.people import Person, spelled_plainly
from besked.management.demo.words import common, labels, sentences

FOLDER = Path(__file__).parent
LAYOUTS = ("plain", "letterhead", "column")
FONTS = ("Libertinus Serif", "New Computer Modern")
_INKS = ("#1f4e5f", "#3b3b3b", "#7a2e3a", "#2f5d3a", "#46427a")


def cv_name(person: Person) -> str:
    """Return the file name under which `person` sends it; people name files as they like."""
    words = spelled_plainly(person.name).split()
    own = ("CV {all}.pdf", "cv_{last}.pdf", "{all} CV.pdf", "CV.pdf", "Curriculum vitae {last}.pdf")[person.number % 5]
    return own.replace("{all}", " ".join(words[:3])).replace("{last}", words[-1].lower())


def cv_pdf(person: Person, vacancy: str, today: date) -> bytes:
    """Return the CV that `person` sends with an application to `vacancy`: the same bytes on the same day."""
    data = as_json(cv_data(person, vacancy, today.year))
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"data": data},
        timestamp=int(datetime(today.year, today.month, 1, tzinfo=UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was expected")
    return made


def cv_data(person: Person, vacancy: str, year: int) -> dict[str, Any]:
    """Return everything that stands in the CV, as plain data; `year` is the one we are in."""
    random = Random(f"cv-{person.number}-{vacancy}")  # noqa: S311 -- made-up people, no secrets
    language = person.language
    jobs = _jobs(random, person, vacancy, year)
    tongues, levels = labels(language, "tongues"), labels(language, "levels")
    profile = random.choice(sentences(vacancy, language, "cv", "profile"))
    return {
        "name": person.name,
        "title": f"CV {person.name}",
        "initials": _initials(person),
        "lang": language,
        "layout": LAYOUTS[person.number % len(LAYOUTS)],
        "font": FONTS[person.number // 3 % len(FONTS)],
        "ink": random.choice(_INKS),
        "role": jobs[0]["what"],
        "contact": [line for line in (person.address.replace("\n", ", "), person.email, person.mobile) if line],
        "words": dict(labels(language, "words")),
        "profile": compile_text(profile).render({"years": str(max(person.years, 2))}),
        "jobs": jobs,
        "schools": _schools(random, person, vacancy, year),
        "skills": _some(random, sentences(vacancy, language, "cv", "skills"), 5),
        "languages": [(tongues[tongue], levels[level]) for tongue, level in person.speaks],
        "courses": _some(random, common(language, "courses"), random.randint(0, 2)),
        "interests": random.choice(common(language, "interests")),
    }


def as_json(data: dict[str, Any]) -> str:
    """Return the data as the template takes it."""
    return json.dumps(data, ensure_ascii=False)


def _initials(person: Person) -> str:
    """The first letter and that of the family name, past particles such as "van der"."""
    family = [letter for letter in person.family_name if letter.isupper()]
    return person.given_name[0] + "".join(family[:1])


def _jobs(random: Random, person: Person, vacancy: str, year: int) -> list[dict[str, Any]]:
    """Two to four jobs, the newest first; the newest at the employer that the letter names."""

    def said(kind: str) -> list[str]:
        return sentences(vacancy, person.language, "cv", kind)

    now = employer(person, vacancy)
    earlier = [place for place in said("employers") if place != now]
    places = [now, *_some(random, earlier, 1 if person.years < 4 else 2)]
    titles, tasks = said("titles"), _some(random, said("tasks"), 99)
    starts = _starts(random, person.years, len(places), year)
    return [
        {
            "when": f"{start} – {end or labels(person.language, 'words')['now']}",
            "what": titles[min(place, len(titles) - 1)],
            "where": where,
            "tasks": tasks[place * 3 : place * 3 + 3],
        }
        for place, (where, (start, end)) in enumerate(zip(places, starts, strict=True))
    ]


def _starts(random: Random, years: int, jobs: int, year: int) -> list[tuple[int, int]]:
    """When each job began and ended, without gaps; zero stands for now."""
    first = year - years - 1
    changes = sorted(random.sample(range(first + 1, year + 1), jobs - 1), reverse=True)
    return list(zip([*changes, first], [0, *changes], strict=True))


def _schools(random: Random, person: Person, vacancy: str, year: int) -> list[dict[str, str]]:
    """The trade and the school before it."""
    degrees = sentences(vacancy, person.language, "cv", "education")
    schools = sentences(vacancy, person.language, "cv", "schools")
    done = year - person.years - 1
    degree = random.choice(degrees[:-1])
    return [
        {"when": f"{done - 4} – {done}", "what": degree, "where": random.choice(schools[:-1])},
        {"when": f"{done - 8} – {done - 5}", "what": degrees[-1], "where": schools[-1]},
    ]


def _some(random: Random, found: list[str], count: int) -> list[str]:
    return random.sample(found, min(count, len(found)))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    # Kept for all CVs: it reads the fonts once.
    return typst.Compiler(FOLDER / "cv.typ", ignore_system_fonts=True)
