"""API tokens: shown once when they are made, kept as hashes, taken back at any time, and with the password."""

import datetime as dt

from django.utils.translation import gettext as _

from besked.access import Actor
from besked.lib.tokens import new_token, token_hash
from besked.models import ApiToken, Right, User
from besked.organisation import Refused


def make_token(user: User, now: dt.datetime, by: Actor | None = None) -> str:
    """A new token; the only time that anybody sees it. Raises Refused without the right to use the API.

    Whoever sees a token can act in its user's name, so only administrators make one for somebody else.
    """
    if by is not None and not by.is_administrator and by.user != user:
        raise Refused(_("Only an administrator can make a token for somebody else."))
    if not user.is_active or not user.has(Right.API):
        raise Refused(_("%(name)s does not have the right to use the API.") % {"name": user.name})
    token = new_token()
    ApiToken.objects.create(user=user, digest=token_hash(token), created_at=now)
    return token


def revoke_token(user: User, token_id: int, now: dt.datetime) -> bool:
    """Ends one of the user's tokens; False when there is no such token, or it has ended already."""
    return ApiToken.objects.filter(user=user, pk=token_id, revoked_at=None).update(revoked_at=now) == 1


def revoke_tokens(user: User, now: dt.datetime) -> int:
    """Ends all tokens of a user, as leaving and a new password do: whoever changes it suspects somebody. How many."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
