"""Drafts: ids from one field, ways back that stay in the house, two windows on one draft."""

import pytest

from besked.models import Run
from besked.web import drafts
from tests.cast import NOW, Cast


@pytest.mark.parametrize(("text", "ids"), [("", []), ("3", [3]), ("3,1, 3,", [3, 1])])
def test_ids_are_read_once_each_in_order(text, ids):
    assert drafts.parse_ids(text) == ids


@pytest.mark.parametrize("text", ["x", "1;2", "-1", "²", "9" * 19])
def test_other_text_is_no_id(text):
    with pytest.raises(drafts.BadSelection):
        drafts.parse_ids(text)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/vacancies/1/?status=new", "/vacancies/1/?status=new"),
        ("//evil.example/", ""),
        ("/\\evil.example", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("/\x00", ""),
        ("", ""),
        ("/" + "x" * 500, ""),
    ],
)
def test_way_back_stays_in_the_house(address, kept):
    assert drafts.local_path(address) == kept


@pytest.mark.django_db
def test_two_windows_keep_each_others_words():
    run = drafts.make(Cast().bo_acts, "reject", [1], now=NOW)
    stale = Run.objects.get(pk=run.pk)

    drafts.change(run, lambda fresh: fresh.answers.update(reason="others"))
    drafts.change(stale, lambda fresh: fresh.answers.update(note="Late"))

    assert Run.objects.get().answers == {"reason": "others", "note": "Late"}


@pytest.mark.django_db
def test_performed_run_is_changed_no_more():
    run = drafts.make(Cast().bo_acts, "reject", [1], now=NOW)
    Run.objects.update(state="performed")

    found = drafts.change(run, lambda fresh: fresh.answers.update(reason="others"))

    assert (found.state, found.answers) == ("performed", {})
