"""The language of a page: whatever the browser says, one of the five."""

import pytest

from besked.web.middleware import asked_for


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("no", "nb"),
        ("nn-NO,en;q=0.5", "nb"),
        ("de,nl;q=0.7,en;q=0.9", "en"),
        ("fi", "en"),
        ("", "en"),
        ("*", "en"),
        ("x" * 3000, "en"),
    ],
)
def test_language_is_the_first_that_we_speak(accepted: str, language: str) -> None:
    assert asked_for(accepted) == language
