"""Medians with their spread, ratios of things measured in turns, and whether a goal was met."""

import os
import socket
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

Way = Callable[[], float]


def in_turns(ways: Sequence[Way], rounds: int) -> list[list[float]]:
    """Each way once a round, every other round in reverse order; a list of figures for each way."""
    found: list[list[float]] = [[] for _ in ways]
    for number in range(rounds):
        order = list(enumerate(ways))
        for place, way in reversed(order) if number % 2 else order:
            found[place].append(way())
    return found


def timed(job: Callable[[], object]) -> float:
    """Seconds."""
    start = perf_counter()
    job()
    return perf_counter() - start


def spread(values: Sequence[float], unit: str = "s", digits: int = 2) -> str:
    """The median, and where the middle half lies."""
    low, middle, high = quartiles(values)
    return f"{middle:,.{digits}f}{unit} ({low:,.{digits}f}–{high:,.{digits}f})"


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """First quartile, median, third quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def ratios(ours: Sequence[float], floor: Sequence[float]) -> list[float]:
    """Round by round."""
    return [mine / bare for mine, bare in zip(ours, floor, strict=True)]


def verdict(value: float, goal: float, *, at_least: bool = False, unit: str = " s") -> str:
    """In words."""
    met = value >= goal if at_least else value <= goal
    shown = f"{goal:.0%}" if unit == "%" else f"{goal:g}{unit}"
    return f"goal {'≥' if at_least else '≤'} {shown}: {'met' if met else 'NOT MET'}"


def noise() -> str:
    """How busy the machine is with other things."""
    return "load {:.1f} {:.1f} {:.1f}".format(*os.getloadavg())


def sync_latency(folder: Path, times: int = 200) -> list[float]:
    """Milliseconds for a small write to reach this disk for good."""
    found = []
    with (folder / "sync").open("wb") as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            found.append(timed(lambda: os.fsync(file.fileno())) * 1000)
    return found


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
