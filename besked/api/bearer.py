"""Who asks: the holder of a token, with the rights of its user."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from besked.access import Actor, actor_for
from besked.lib.tokens import token_hash
from besked.models import ApiToken, Right


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`. Whoever asks in no language of their own is answered in the user's."""

    def authenticate(self, request: Any, token: str) -> Actor | None:
        """The actor behind a token; None for one that we don't know or that was taken back. Three queries."""
        found = ApiToken.objects.select_related("user").filter(digest=token_hash(token), revoked_at=None).first()
        if found is None or not found.user.is_active:
            return None
        if "Accept-Language" not in request.headers:
            translation.activate(found.user.language)
        if not found.user.has(Right.API):
            raise PermissionDenied(_("You don't have the right to use the API."))
        request.user, request.actor = found.user, actor_for(found.user)
        actor: Actor = request.actor
        return actor
