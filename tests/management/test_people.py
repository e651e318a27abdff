"""Administrators and tokens from the command line."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from besked.lib.tokens import token_hash
from besked.management.base import BadInput
from besked.models import ApiToken, Level, Right, User
from tests.cast import NOW
from tests.management.typed import typed


def path_of(link):
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/accounts/first/[\w:.=-]+/\n", link)
    return link.strip().removeprefix("http://127.0.0.1:8000")


def test_createadmin_makes_somebody_who_may_do_everything(cast):
    typed("createadmin", "New.Boss@Example.com")

    made = User.objects.get(email="new.boss@example.com")
    assert (made.level, made.has(Right.PURGE), made.has_usable_password()) == (Level.COMPLETE, True, False)
    assert [membership.department for membership in made.memberships.all()] == [cast.organisation]


def test_createadmin_keeps_whoever_is_there(cast):
    typed("createadmin", cast.anna.email)
    typed("createadmin", cast.bo.email)

    anna, bo = User.objects.get(pk=cast.anna.pk), User.objects.get(pk=cast.bo.pk)
    assert anna.check_password("sesam sesam")
    assert (bo.level, bo.memberships.count()) == (Level.COMPLETE, 2)
    assert User.objects.count() == 5


def test_createadmin_before_migrate_says_so(db):
    with pytest.raises(BadInput, match="run: besked migrate"):
        typed("createadmin", "a@example.com")


def test_link_signs_in_once(cast):
    path, client = path_of(typed("createadmin", cast.anna.email)), Client()

    looked = client.get(path)
    signed_in = client.post(path)
    again = Client().post(path)

    assert (looked.status_code, "_auth_user_id" in looked.wsgi_request.session) == (200, False)
    assert (signed_in.status_code, signed_in.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.anna.pk)
    assert again.status_code == 410


def test_link_lives_an_hour(cast):
    path = path_of(typed("createadmin", cast.anna.email))

    with time_machine.travel(NOW + dt.timedelta(minutes=59), tick=False):
        assert Client().get(path).status_code == 200
    with time_machine.travel(NOW + dt.timedelta(minutes=61), tick=False):
        assert Client().get(path).status_code == 410
        assert Client().post(path).status_code == 410


def test_link_dies_with_any_sign_in(cast):
    first, second = (path_of(typed("createadmin", cast.anna.email)) for _ in range(2))

    Client().post(first)

    assert Client().post(second).status_code == 410


def test_changed_link_opens_nothing(cast):
    path = path_of(typed("createadmin", cast.anna.email))

    assert Client().get(path[:-3] + "xx/").status_code == 410
    assert Client().get("/accounts/first/nonsense/").status_code == 410


def test_link_of_somebody_gone_opens_nothing(cast):
    path = path_of(typed("createadmin", cast.anna.email))
    User.objects.filter(pk=cast.anna.pk).update(is_active=False)

    assert Client().post(path).status_code == 410


def test_token_prints_a_token_and_nothing_else(cast):
    token = typed("token", cast.bo.email)

    assert re.fullmatch(r"[\w-]{43}\n", token)
    assert ApiToken.objects.get().digest == token_hash(token.strip())
    assert Client(headers={"authorization": f"Bearer {token.strip()}"}).get("/api/v1/owed").status_code == 200


def test_token_needs_the_right(cast):
    with pytest.raises(BadInput, match="does not have the right to use the API"):
        typed("token", cast.rune.email)


def test_token_of_somebody_gone_is_refused(cast):
    User.objects.filter(pk=cast.bo.pk).update(is_active=False)

    with pytest.raises(BadInput, match="may not sign in any more"):
        typed("token", cast.bo.email)
