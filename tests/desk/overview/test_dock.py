"""The dock offers what its reader may do, and knows the languages of those it would write to."""

from besked.access import actor_for
from besked.desk.overview.counts import Counts, Group
from besked.desk.overview.dock import dock, tongues
from besked.web.filters import Filters

COUNTS = Counts([Group("new", "review", "da", 0, 4), Group("rejected", "review", "sv", 1, 3)], 4, 0, 0)


def test_dock_begins_with_what_is_done_most(cast):
    found = dock(cast.bo_acts)

    assert [(button.slug, button.key) for button in found.first] == [("reject", "r"), ("invite", "i"), ("email", "e")]
    assert [button.slug for button in found.more] == ["withdraw", "save", "transfer"]


def test_dock_leaves_out_what_one_may_not(cast):
    assert [button.slug for part in dock(actor_for(cast.lise)) for button in part] == [
        "reject", "email", "withdraw", "save",
    ]  # fmt: skip
    assert dock(actor_for(cast.rune)) == ([], [])


class Found:
    def __init__(self, pk, language):
        self.pk, self.language = pk, language


def test_tongues_of_page_and_of_everybody():
    rows = [Found(12, "da"), Found(15, "sv")]

    assert tongues(rows, COUNTS, Filters()) == ("12:da 15:sv", {"da": "Danish", "sv": "Swedish"}, {"da": 4, "sv": 3})
    assert tongues(rows, COUNTS, Filters(status="new")).all == {"da": 4}
    assert tongues(rows, COUNTS, Filters(language="sv", rank="1")).all == {"sv": 3}
    assert tongues(rows, COUNTS, Filters(q="ida")).all == {}
