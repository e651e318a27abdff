"""Odd words in every field and address of handling: never a broken page, and never markup of theirs."""

from urllib.parse import quote

import pytest

from besked.models import Message, Run
from tests.cast import applies

NAUGHTY = ["\x00", "9" * 5000, "²", "{" * 50, "<script>x</script>", "' OR 1=1 --", "\u202etxt.exe", "-1", "😀" * 40]


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
def test_odd_address_never_breaks_a_page(bo, cast, draft, words):
    ida, asked = applies(cast.teacher), quote(words)
    run = draft("reject", [ida])

    addresses = [
        f"/applications/{ida.pk}/?list={asked}&show={asked}",
        f"/actions/reject/?application={asked}&back={asked}",
        f"{run}?show={asked}&person={asked}&alone={asked}",
        f"{run}letter/?show={asked}&person={asked}",
        f"/outbox/?q={asked}",
        f"/outbox/?show={asked}&from={asked}",
    ]

    assert [bo.get(address).status_code for address in addresses] == [200, 422, 200, 200, 200, 404]


@pytest.mark.parametrize("words", NAUGHTY, ids=range(len(NAUGHTY)))
def test_odd_words_on_a_draft_are_kept_as_text(bo, cast, draft, words):
    ida = applies(cast.teacher)
    run = draft("reject", [ida])
    fields = ("type", "reason", "note", "tell", "send_at", "letter-from", "letter-subject", "letter-body", "own-body")
    places = ("person", "template", "shared")
    data = {"answers": "1", "shown": "rejection-da", "alone": str(ida.pk), **dict.fromkeys((*fields, *places), words)}

    codes = [bo.post(run, data | {"do": do}).status_code for do in ("save", "perform")]

    page = bo.get(run)
    assert (codes, page.status_code) == ([302, 422], 200)
    assert b"<script>x</script>" not in page.content
    assert Message.objects.filter(kind="rejection").count() == 0


@pytest.mark.parametrize("key", ["", "x", "rejection-xx", "\x00-da", "Rejection-da", "a" * 60 + "-da"])
def test_letter_of_no_tab_is_not_kept(bo, cast, draft, key):
    run = draft("reject", [applies(cast.teacher)])

    bo.post(run, {"do": "save", "shown": key, "letter-subject": "Mine"})

    assert Run.objects.get().letters == {}
