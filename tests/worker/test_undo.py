"""Undo while two thousand letters are leaving: exactly those that had not left come back, the others are named."""

import time

import pytest
from django.utils import timezone

from besked.access import actor_for
from besked.actions import BY_SLUG
from besked.models import Application, Message, Run
from tests.sink import Sink
from tests.worker.court import wrongs

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 2000


def test_undo_half_way_brings_back_exactly_those_whose_letter_had_not_left(nest, decided, tmp_path):
    decided(PEOPLE)
    run = Run.objects.select_related("user").get()
    action = BY_SLUG["reject"](actor_for(run.user), now=timezone.now())

    with Sink(tmp_path, raw=False) as sink:
        worker = nest.start(sink.url, tmp_path)
        while len(sink.mails()) < PEOPLE // 3:
            time.sleep(0.02)
        back, refused = action.undo(run)
        code = nest.wait(worker)
        mails = sink.mails()

    mailed = Message.objects.filter(message_id__in=[mail.message_id for mail in mails])
    told = sorted(mailed.values_list("applications", flat=True))
    assert (code, wrongs(mails)) == (0, [])
    assert PEOPLE // 3 <= len(told) < PEOPLE
    assert sorted(refusal.application for refusal in refused) == told
    assert len(back) + len(told) == PEOPLE
    assert set(Application.objects.filter(pk__in=back).values_list("status", "answered_at")) == {("new", None)}
    assert set(Application.objects.filter(pk__in=told).values_list("status", flat=True)) == {"rejected"}
    assert not Application.objects.filter(pk__in=told, answered_at=None).exists()
