"""Thirty programs press at once, with the same key: it is done once, and all thirty read the same answer."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from besked.models import Message, Run
from tests.api.caller import Caller, token_for
from tests.cast import Cast, applies

AT_ONCE = 30


@pytest.mark.django_db(transaction=True)
def test_same_key_thirty_times_at_once_is_done_once():
    cast, today = Cast(), timezone.localdate()
    cast.teacher.deadline = today + dt.timedelta(days=7)
    cast.teacher.save()
    rows = [applies(cast.teacher, f"Ida {place}", now=timezone.now()) for place in range(5)]
    token = token_for(cast.bo)
    body = {"applications": [row.pk for row in rows], "answers": {"reason": "others"}}

    def press(_):
        try:
            return Caller(token).post("/actions/reject", body, idempotency_key="once")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(press, range(AT_ONCE)))

    run = Run.objects.get()
    expected = {"run": run.pk, "done": [row.pk for row in rows], "refused": [], "messages": 5}
    assert answers == [(200, expected)] * AT_ONCE
    assert Message.objects.filter(kind="rejection").count() == 5
