"""The rounds of interviews: who is invited to what, and what came of it, as told in words/interviews.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from besked.management.demo.steps import Applied, Step
from besked.management.demo.story import STAFF

_TOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words" / "interviews.toml").read_text(encoding="utf-8"))
_OF_THE_STEP = {"kind", "by", "days", "clock", "who"}
_DECIDED = {"save", "withdraw", "transfer"}
_WEEK, _WORKING_DAYS, _HOLIDAYS = 7, 5, 6  # working days are that many days, a row of holidays apart

Pools = dict[str, list[Applied]]


def invite(arrived: Mapping[str, Sequence[Applied]]) -> None:
    """Let each round happen to people of its vacancy; whoever is in one is in no other but its sequels."""
    pools: Pools = {}
    for told in _TOLD["rounds"]:
        there = pools[told["among"]] if "among" in told else _newly(arrived[told["vacancy"]], pools)
        chosen = [one for one in there if _fits(told, one)][: told["take"]]
        pools[told["name"]] = chosen
        _let_happen(told, chosen)


def _newly(arrived: Sequence[Applied], pools: Pools) -> list[Applied]:
    """Those who were in no round yet, the ones ranked best first."""
    seen = {id(one) for pool in pools.values() for one in pool}
    return sorted((one for one in arrived if id(one) not in seen), key=_rank)


def _rank(applied: Applied) -> int:
    return min((step.rank for step in applied.steps if step.kind == "rank"), default=9)


def _fits(told: Mapping[str, Any], applied: Applied) -> bool:
    """Whether they had applied by then, are as far as the round wants them, and can be reached."""
    known = applied.days > told["days"] * _WEEK / _WORKING_DAYS + _HOLIDAYS
    there = not told.get("held") or any(step.kind == "held" for step in applied.steps)
    return (
        known
        and there
        and _stage(applied) in told.get("of", [""])
        and bool(applied.person.mobile or not told.get("mobile"))
    )


def _stage(applied: Applied) -> str | None:
    """The stage at which they were rejected; nothing for those still open, None for whoever left otherwise."""
    if any(step.kind in _DECIDED for step in applied.steps):
        return None
    return next((step.stage for step in applied.steps if step.kind == "reject"), "")


def _let_happen(told: Mapping[str, Any], chosen: list[Applied]) -> None:
    # In the order in which they applied, because that is how times are given out in a sequence.
    chosen.sort(key=lambda one: (-one.days, one.clock))
    asked = {**told["asks"], "recruiters": [STAFF[key].email for key in told["asks"]["recruiters"]]}
    for applied in chosen:
        applied.steps.append(_step({"kind": "invite", **told}, told["name"], asked))
    for number, then in enumerate(told.get("then", ())):
        for applied in (chosen[place] for place in then.get("who", range(len(chosen)))):
            applied.steps.append(_step(then, f"{told['name']}-{number}", _answers(then, applied)))


def _answers(then: Mapping[str, Any], applied: Applied) -> dict[str, Any]:
    """What the move asks; words are those of the person who writes them."""
    answers = {name: value for name, value in then.items() if name not in _OF_THE_STEP}
    if "text" in then:
        answers["text"] = _TOLD["texts"][then["text"]][applied.person.language]
    return answers


def _step(told: Mapping[str, Any], batch: str, answers: Mapping[str, Any]) -> Step:
    by, mail = told.get("by", ""), told.get("mail", "sent")
    return Step(told["kind"], told["days"], told["clock"], batch, by, mail, is_office=True, answers=answers)
