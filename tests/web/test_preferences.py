"""Theme, language and keys: kept at once, back to where they were chosen, never elsewhere."""

import pytest

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_preferences_are_kept(client) -> None:
    cast = Cast()
    client.force_login(cast.bo)

    response = client.post("/preferences/", {"theme": "dark", "language": "nl", "keys": "off", "next": "/outbox/"})

    cast.bo.refresh_from_db()
    assert (response.status_code, response.url, response.cookies["besked_theme"].value) == (302, "/outbox/", "dark")
    assert (cast.bo.language, cast.bo.keys_on) == ("nl", False)


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_preferences_lead_nowhere_else(client, where: str) -> None:
    client.force_login(Cast().bo)

    response = client.post("/preferences/", {"theme": "purple", "language": "xx", "next": where})

    assert (response.url, "besked_theme" in response.cookies) == ("/", False)
