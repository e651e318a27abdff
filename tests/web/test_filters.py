"""Filters read from an address: cleaned, kept, and written back the same."""

import pytest

from besked.web.filters import Filters


def test_filters_read_what_they_know_and_no_more():
    assert Filters.read({"status": "new", "rank": "1", "open": "12", "q": "  Ida \x00\n Å "}) == Filters(
        status="new", rank="1", q="Ida Å"
    )


def test_filters_write_what_they_read():
    asked = Filters(status="rejected", stage="interview1", language="sv", owed="overdue", q="Å & Ø")

    assert asked.encoded() == "status=rejected&stage=interview1&language=sv&owed=overdue&q=%C3%85+%26+%C3%98"
    assert asked.encoded(sort="name", other="") == f"{asked.encoded()}&sort=name"


@pytest.mark.parametrize(("filters", "asked"), [(Filters(), False), (Filters(q="x"), True)])
def test_filters_know_whether_anything_is_asked(filters, asked):
    assert bool(filters) is asked


def test_filters_change_one_value():
    assert Filters(status="new", rank="2").only(rank="") == Filters(status="new")


def test_filter_is_cut_to_a_length_that_an_address_takes():
    assert Filters.read({"q": "x" * 900}).q == "x" * 200
