"""Limits: who is counted together, who is never counted, and when one may try again."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory

from besked.web.limits import too_many, visitor
from tests.cast import NOW


def asked(peer: str, told: str = "") -> str:
    headers = {"X-Forwarded-For": told} if told else {}
    return visitor(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("8.8.4.4", "", "8.8.4.4"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "8.8.8.8", "8.8.8.8"),
        ("10.0.0.2", "1.1.1.1, 8.8.8.8", "8.8.8.8"),
        ("8.8.8.8", "9.9.9.9", "8.8.8.8"),
        ("2a00:1450:4001:81b::200e", "", "2a00:1450:4001:81b::/64"),
        ("::1", "", ""),
        ("", "", ""),
        ("", "8.8.8.8", "8.8.8.8"),
        ("127.0.0.1", "unknown", ""),
    ],
)
def test_visitor_is_who_stands_behind_our_own_proxy(peer, told, found):
    assert asked(peer, told) == found


def test_more_than_the_limit_is_too_many_until_the_span_is_over():
    with time_machine.travel(NOW, tick=False):
        counted = [too_many("test", "somebody", most=2, seconds=60) for _ in range(3)]
        other = too_many("test", "somebody else", most=2, seconds=60)
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        later = too_many("test", "somebody", most=2, seconds=60)

    assert (counted, other, later) == ([False, False, True], False, False)


def test_this_machine_is_never_limited():
    assert [too_many("test", "", most=0, seconds=60) for _ in range(3)] == [False] * 3
