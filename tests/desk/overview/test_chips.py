"""Filters in force can be taken away one by one."""

from besked.desk.overview.chips import Chip, chips
from besked.web.filters import Filters


def test_each_filter_is_a_link_to_the_list_without_it():
    asked = Filters(status="rejected", stage="interview1", rank="none", language="sv", owed="untold", q="<b>")

    assert [chip.label for chip in chips(asked, "name")] == [
        "Rejected", "After 1st interview", "Unranked", "Swedish", "Decided, not told", "“<b>”",
    ]  # fmt: skip
    assert chips(Filters(status="new", rank="2"), "name") == [
        Chip("New", "rank=2&sort=name"),
        Chip("Rank 2", "status=new&sort=name"),
    ]


def test_unknown_value_is_shown_as_it_is():
    assert [chip.label for chip in chips(Filters(status="odd", owed="odd"), "")] == ["“odd”", "odd"]
