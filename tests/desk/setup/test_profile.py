"""One's own profile: name, language, keys, theme, tokens; never address or rights."""

import pytest

from besked.lib.tokens import token_hash
from besked.models import ApiToken, User
from tests.desk.handling.reading import read

NAMES = ("given_name", "family_name", "title", "phone", "language", "keys_on")


@pytest.fixture
def bo(client, cast):
    client.force_login(cast.bo)
    return client


def typed(client, **changes):
    stamp = read(client.get("/settings/profile/")).one("input", name="stamp").attributes["value"]
    given = {"given_name": "Bo", "family_name": "Holm", "title": "", "phone": "", "language": "en", "keys_on": "on"}
    return {**given, "theme": "auto", "stamp": stamp, **changes}


def test_profile_is_saved(bo, cast):
    given = typed(bo, given_name="Bodil", title="Skoleleder", phone="+45 20 12 34 56", language="da", keys_on="")

    response = bo.post("/settings/profile/", {**given, "theme": "dark"})

    fresh = User.objects.get(pk=cast.bo.pk)
    assert [getattr(fresh, name) for name in NAMES] == ["Bodil", "Holm", "Skoleleder", "+45 20 12 34 56", "da", False]
    assert (response.status_code, response.cookies["besked_theme"].value) == (302, "dark")


def test_address_and_rights_are_not_one_s_own_to_change(bo, cast):
    bo.post("/settings/profile/", typed(bo, email="boss@havnsund.example", rights="administer", level="complete"))

    fresh = User.objects.get(pk=cast.bo.pk)
    assert (fresh.email, fresh.level, fresh.rights) == (cast.bo.email, "mid", cast.bo.rights)


def test_bad_phone_gets_a_sentence_and_stays(bo):
    response = bo.post("/settings/profile/", typed(bo, phone="call me"))

    page = read(response)
    assert (response.status_code, page.one("input", name="phone").attributes["value"]) == (422, "call me")
    assert page.one("div", class_="field-error").text == (
        "This number can't be called. Write it with its country code."
    )


def test_pages_speak_the_new_language(bo):
    bo.post("/settings/profile/", typed(bo, language="da"))

    assert bo.get("/settings/profile/").headers["Content-Language"] == "da"


def test_own_token_is_made_and_revoked(bo, cast):
    token = read(bo.post("/settings/profile/tokens/", {"do": "token"})).one("code").text
    row = ApiToken.objects.get(user=cast.bo)
    assert row.digest == token_hash(token)

    bo.post("/settings/profile/tokens/", {"do": "revoke", "token": str(row.pk)})
    assert ApiToken.objects.get().revoked_at is not None


def test_token_of_somebody_else_stays(bo, cast):
    row = ApiToken.objects.create(user=cast.carla, digest="x", created_at=cast.carla.date_joined)

    bo.post("/settings/profile/tokens/", {"do": "revoke", "token": str(row.pk)})

    assert ApiToken.objects.get().revoked_at is None


def test_token_needs_the_right(client, cast):
    client.force_login(cast.rune)

    assert client.post("/settings/profile/tokens/", {"do": "token"}).status_code == 403
    assert ApiToken.objects.count() == 0
