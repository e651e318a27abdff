"""kill -9 at random: with several workers at once, in any phase, with and without their journals."""

import pytest

from besked.models import Message
from tests.sink import Sink
from tests.worker.court import finished
from tests.worker.havoc import WINDOW, Havoc

PEOPLE = 50


@pytest.mark.soak
def test_workers_killed_at_random_mail_nobody_twice_and_miss_nobody(kill_seed, nest, decided, tmp_path):
    decided(PEOPLE)

    with Sink(tmp_path, raw=False) as sink:
        verdict = Havoc(kill_seed, nest, sink, tmp_path).wreak()
        mails = sink.mails()

    assert verdict.wrongs == []
    assert finished() == []
    assert len(mails) == len({mail.rcpt for mail in mails}) == Message.objects.count() == PEOPLE
    assert verdict.killed > 0
    assert verdict.doubts <= verdict.killed * (1 if verdict.journals else WINDOW)
