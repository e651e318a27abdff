"""API tokens: shown once, kept as hashes, revoked once."""

import pytest

from besked.lib.tokens import token_hash
from besked.models import ApiToken
from besked.organisation import Refused
from besked.organisation.tokens import make_token, revoke_token, revoke_tokens
from tests.cast import NOW


def test_only_the_hash_is_kept(cast):
    token = make_token(cast.bo, NOW)

    assert list(ApiToken.objects.values_list("digest", "user")) == [(token_hash(token), cast.bo.pk)]


def test_token_needs_the_right(cast):
    with pytest.raises(Refused, match="Rune Holm does not have the right to use the API"):
        make_token(cast.rune, NOW)


def test_token_ends_once_and_only_its_owner_s(cast):
    make_token(cast.bo, NOW)
    token = ApiToken.objects.get()

    ended = [revoke_token(who, token.pk, NOW) for who in (cast.carla, cast.bo, cast.bo)]

    assert ended == [False, True, False]


def test_all_of_one_user_s_end_together(cast):
    for user in (cast.bo, cast.bo, cast.carla):
        make_token(user, NOW)

    ended = [revoke_tokens(cast.bo, NOW) for _ in range(2)]

    assert ended == [2, 0]
    assert list(ApiToken.objects.filter(revoked_at=None).values_list("user", flat=True)) == [cast.carla.pk]
