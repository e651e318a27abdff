"""The colours: text is readable on every ground it stands on, in light and in dark."""

import re

import pytest

from tests.house import BESKED

TOKENS = dict(re.findall(r"--([\w-]+):\s*([^;]+);", (BESKED / "ui/css/tokens.css").read_text(encoding="utf-8")))
GROUNDS = ("paper", "surface", "sunken", "accent-soft")
# what stands on what
PAIRS = [(ink, ground) for ink in ("ink", "muted", "accent", "bad", "warn") for ground in GROUNDS] + [
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-bad", "bad"),
    ("on-bad", "bad-strong"),
    ("bad-strong", "bad-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("info", "info-soft"),
    ("plum", "plum-soft"),
    ("ink", "info-soft"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("gold", "surface"),
    ("gold", "accent-soft"),
    ("on-dock", "dock"),
    ("dock-muted", "dock"),
    ("dock-accent", "dock"),
    ("on-dock", "dock-line"),
    ("on-dock-accent", "dock-accent"),
]
EDGES = [("edge", ground) for ground in ("paper", "surface")]


def colour(token, theme):
    both = re.findall(r"#[0-9a-f]{6}", TOKENS[token])
    return both[theme if len(both) == 2 else 0]


def luminance(hexadecimal):
    channels = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_its_ground(theme):
    weak = [(a, b) for a, b in PAIRS if contrast(colour(a, theme), colour(b, theme)) < 4.5]

    assert weak == []


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edge_of_a_field_is_visible(theme):
    weak = [(a, b) for a, b in EDGES if contrast(colour(a, theme), colour(b, theme)) < 3]

    assert weak == []
