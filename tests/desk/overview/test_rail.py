"""The groups beside the list: all of them, in their order, with true counts and links that hold the order."""

from besked.desk.overview.counts import Counts, Group
from besked.desk.overview.rail import Entry, Rail, shown
from besked.web.filters import Filters

COUNTS = Counts(
    [
        Group("new", "review", "da", 0, 4),
        Group("rejected", "review", "da", 2, 3),
        Group("rejected", "interview1", "sv", 0, 1),
        Group("saved", "review", "sv", 1, 2),
    ],
    owed=6,
    overdue=2,
    untold=1,
)


def drawn(filters, sort="", counts=COUNTS):
    sections = Rail(counts, filters, sort).sections()
    return {section.title: [(entry.label, entry.n) for entry in section.entries] for section in sections}


def test_rail_holds_all_groups_in_their_order():
    assert drawn(Filters()) == {
        "Applications": [("All applications", 10), ("New", 4)],
        "In progress": [
            ("Invited to interview", 0),
            ("Interviewed", 0),
            ("Panel review", 0),
            ("Received job offer", 0),
        ],
        "Ranking": [("Rank 1", 2), ("Rank 2", 3), ("Rank 3", 0), ("Unranked", 5)],
        "Processed": [
            ("Rejected", 4),
            ("After application review", 3),
            ("After 1st interview", 1),
            ("Withdrawn", 0),
            ("Hired", 0),
            ("Saved, not decided", 2),
            ("Transferred", 0),
        ],
        "Answers": [("Owed an answer", 6), ("Past the promised day", 2), ("Decided, not told", 1)],
        "Languages": [("Danish", 7), ("Swedish", 3)],
    }


def test_one_language_needs_no_group():
    assert "Languages" not in drawn(Filters(), counts=Counts([Group("new", "review", "da", 0, 1)], 1, 0, 0))


def test_entry_is_a_link_that_keeps_the_order():
    rail = Rail(COUNTS, Filters(status="rejected", stage="interview1"), "name")
    processed = next(section for section in rail.sections() if section.title == "Processed")

    assert processed.entries[2] == Entry(
        "After 1st interview", "status=rejected&stage=interview1&sort=name", 1, current=True, inner=True
    )
    assert [entry.label for entry in processed.entries if entry.current] == ["After 1st interview"]
    assert shown(rail.sections()) == "After 1st interview"


def test_mixed_filters_are_no_group():
    assert shown(Rail(COUNTS, Filters(status="new", rank="1"), "").sections()) == "Filtered"
