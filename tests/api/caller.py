"""A program that calls the API: with a token, JSON in and out."""

import json
from typing import Any

from django.test import Client

from besked.lib.tokens import new_token, token_hash
from besked.models import ApiToken, Right, User
from tests.cast import NOW


def token_for(user: User) -> str:
    """A token; the right to use the API comes with it."""
    if Right.API not in user.rights:
        user.rights = sorted([*user.rights, Right.API])
        user.save(update_fields=["rights"])
    token = new_token()
    ApiToken.objects.create(user=user, digest=token_hash(token), created_at=NOW)
    return token


class Caller:
    """Each method returns status and answer."""

    def __init__(self, token: str, **headers: str) -> None:
        self.client = Client(headers={"authorization": f"Bearer {token}", **headers})

    def get(self, path: str, **query: Any) -> tuple[int, Any]:
        return self._told(self.client.get(f"/api/v1{path}", query))

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self._told(self.client.post(f"/api/v1{path}", json.dumps(body), "application/json", headers=headers))

    def patch(self, path: str, body: Any) -> tuple[int, Any]:
        return self._told(self.client.patch(f"/api/v1{path}", json.dumps(body), "application/json"))

    def send(self, path: str, form: dict[str, Any]) -> tuple[int, Any]:
        """A form with files."""
        return self._told(self.client.post(f"/api/v1{path}", form))

    def _told(self, response: Any) -> tuple[int, Any]:
        kind = "application/json; charset=utf-8" if response.status_code < 400 else "application/problem+json"
        assert response.headers["Content-Type"] == kind, response.content
        return response.status_code, response.json()
