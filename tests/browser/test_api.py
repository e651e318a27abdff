"""The documentation of the REST interface in a real browser: readable for everybody, on every screen."""

import pytest

LOOKS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_documentation_is_accessible_and_fits(open_page, axe, width, scheme):
    page = open_page("/api/v1/docs", width=width, scheme=scheme)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.get_by_role("heading", level=1).inner_text() == "The REST interface"
