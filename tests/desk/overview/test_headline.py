"""The first sentence of the day."""

import pytest

from besked.desk.overview.headline import Figures, below, headline


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(0, 0, []), "Nobody is owed an answer"),
        (Figures(1, 0, []), "1 person is owed an answer"),
        (Figures(20891, 3, []), "20,891 people are owed an answer"),
        (Figures(20891, 3, [], about=True), "About 20,891 people are owed an answer"),
        (Figures(1000, 0, [], more=True), "More than 1,000 people are owed an answer"),
    ],
)
def test_headline_says_the_number(figures, words):
    assert headline(figures) == words


@pytest.mark.parametrize(
    ("figures", "longest", "words"),
    [
        (Figures(0, 0, []), None, "Everybody who applied has heard from you. Enjoy the quiet."),
        (Figures(3, 0, []), 0, "Nobody has waited past the promised day. All of them came today."),
        (Figures(3, 1, []), 1, "1 is past the day you promised. The longest wait is 1 day."),
        (Figures(3, 2, []), None, "2 are past the day you promised."),
        (Figures(1000, 0, [], more=True), 9, "The longest wait is 9 days."),
    ],
)
def test_below_says_how_late(figures, longest, words):
    assert below(figures, longest) == words
