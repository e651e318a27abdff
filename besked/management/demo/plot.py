"""The plot: scenes that happen to some of a vacancy's applicants, as told in words/plot.toml."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from random import Random
from typing import Any

from besked.management.demo.steps import Applied, Step

_TOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words" / "plot.toml").read_text(encoding="utf-8"))
_GIVEN = ("by", "mail", "stage", "reason", "note", "rank", "target")

RETURNING: list[dict[str, Any]] = _TOLD["again"]
"""Who applies a second time: `take` people who wrote in `language` for `before` apply `to` another vacancy."""


def play(random: Random, vacancy: str, arrived: list[Applied], settled: Collection[int]) -> None:
    """Let each scene happen to as many people as it takes; those in `settled` (numbers) are never transferred."""
    for number, scene in enumerate(_TOLD[vacancy]):
        there = [one for one in arrived if _fits(scene, one, settled)]
        chosen = there[: scene["take"]] if scene.get("oldest") else random.sample(there, scene["take"])
        for applied in chosen:
            applied.steps += _steps(random, scene, f"{vacancy}-{number}", applied)


def _fits(scene: dict[str, Any], applied: Applied, settled: Collection[int]) -> bool:
    """Whether the scene may happen to this person: there in time, still open, and not twice the same."""
    if applied.days <= scene["days"] + 1 or applied.decided:
        return False
    if applied.person.language != scene.get("language", applied.person.language):
        return False
    if scene["kind"] == "transfer" and applied.person.number in settled:
        return False
    return all(step.kind != scene["kind"] for step in applied.steps)


def _steps(random: Random, scene: dict[str, Any], batch: str, applied: Applied) -> list[Step]:
    given = {name: scene[name] for name in _GIVEN if name in scene}
    if scene["kind"] == "note":
        given["note"] = random.choice(_TOLD["notes"][applied.vacancy])
    if scene["kind"] == "email":
        given |= _TOLD["mails"][applied.person.language]
    first = Step(scene["kind"], scene["days"], scene["clock"], batch, **given)
    if "then" not in scene:
        return [first]
    return [first, Step(scene["then"], scene["days"] - 1, "08:15", f"{batch}-then")]
