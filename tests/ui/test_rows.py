"""Rows of long lists: everything is escaped, what is not there leaves no trace, and fifty are quick."""

import time
from html.parser import HTMLParser

import pytest

from besked.ui.rows import Row, render_rows

PLAIN = Row(id=7, url="/applications/7/", name="Åsa Öberg", status="new", word="New", wait="24 days")
NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;b&gt; & &amp;amp;",
    "%s %d %(name)s %%",
    "{name} {0} {{ x }} {% y %}",
    "\u202etxt.exe\u202c",
    "Robert'); DROP TABLE applications;--",
    "😀👩‍👩‍👧‍👦 𝒜",
]


class Reader(HTMLParser):
    """Reads rows as a browser would: the elements there are, and the text of each."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append(data)


def test_row_is_drawn_whole():
    assert render_rows([PLAIN]) == (
        '<li class="row" data-row="7"><label class="tick">'
        '<input type="checkbox" name="application" value="7" form="dock" aria-labelledby="n7"></label>'
        '<a class="name" id="n7" href="/applications/7/">Åsa Öberg</a>'
        '<span class="state"><span class="chip ">New</span></span>'
        '<span class="sub"></span><span class="wait">24 days</span></li>'
    )


@pytest.mark.parametrize("text", NASTY)
def test_whatever_people_write_stays_text(text):
    filled = PLAIN._replace(late=True, rank="a", language="b", stars="c", marks="d")
    row = Row(7, text, text, text, text, text, rank=text, language=text, stars=text, marks=text, late=True)

    read = Reader(render_rows([row]))

    assert read.tags == Reader(render_rows([filled])).tags
    assert [attributes["href"] for tag, attributes in read.attributes if tag == "a"] == [text]
    assert "".join(read.texts) == text * 7 + ", past the promised day"


def test_second_line_shows_only_what_is_there():
    row = PLAIN._replace(rank="Rank 1", stars="★★★", language="Dansk", marks="3 notes")
    line = '<span>Rank 1</span><span class="stars">★★★</span><span>Dansk</span><span>3 notes</span>'

    assert f'<span class="sub">{line}</span>' in render_rows([row])
    assert '<span class="sub"><span>Dansk</span></span>' in render_rows([PLAIN._replace(language="Dansk")])


def test_state_of_a_row_shows():
    row = Reader(render_rows([PLAIN._replace(new=True, current=True, ticked=True, status="panel_review")]))
    attributes = dict(row.attributes[:1] + row.attributes[2:3])

    assert attributes["li"] == {"class": "row new", "data-row": "7", "aria-current": "true"}
    assert attributes["input"]["checked"] is None
    assert ("span", {"class": "chip plum"}) in row.attributes


def test_late_row_says_so_in_words():
    late = '<span class="wait late">24 days<span class="visually-hidden">, past the promised day</span></span>'

    assert late in render_rows([PLAIN._replace(late=True)])


def test_no_rows_are_nothing():
    assert render_rows([]) == ""


def test_fifty_rows_cost_less_than_a_page():
    rows = [PLAIN._replace(id=number, rank="Rank 1", language="Dansk", stars="★★★★★★☆") for number in range(50)]
    best = min(timed(rows) for _ in range(30))

    assert (best < 0.005, len(render_rows(rows)) < 30_000) == (True, True)


def timed(rows):
    start = time.perf_counter()
    render_rows(rows)
    return time.perf_counter() - start
