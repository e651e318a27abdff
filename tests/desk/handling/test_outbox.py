"""The outbox page: by state with counts, found by recipient; in the demo, the mailbox with links that work."""

import datetime as dt

import pytest

from besked.messaging import links
from besked.models import Message
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read

ANSWERS = {"type": "review", "reason": "others", "tell": "later"}


def lines(page):
    return [[cell.text for cell in row.inside if not isinstance(cell, str)] for row in page.one("tbody").all("tr")]


def test_tabs_count_what_waits_and_what_is_to_do(bo, cast):
    first, second = applies(cast.teacher), applies(cast.teacher, "Ib Berg")
    act("reject", cast.bo_acts, [first], answers=ANSWERS)
    Message.objects.filter(to=second.candidate.email).update(state="failed", reply="550 No such user")

    page = read(bo.get("/outbox/"))

    tabs = [one.text for one in page.one("nav", class_="tabs").all("a")]
    assert tabs == ["Waiting 1", "Decided, not told 1", "To do 1", "Sent", "Stopped"]


def test_line_says_to_whom_about_what_and_when(bo, cast):
    ida = applies(cast.teacher, email="ida@example.com")
    Message.objects.update(state="sent")
    act("reject", cast.bo_acts, [ida], answers=ANSWERS | {"tell": "now"})

    assert lines(read(bo.get("/outbox/"))) == [
        [
            "Ida Ågård ida@example.com",
            "Teacher",
            "Svar på din ansøgning: Lærer",
            "Waiting to leave",
            "in 10 minutes",
        ]
    ]


@pytest.mark.parametrize(
    ("show", "state", "head", "at"),
    [
        ("todo", "bounced", "Written", "23 Nov 2026, 10:00"),
        ("stopped", "cancelled", "Written", "23 Nov 2026, 10:00"),
        ("sent", "sent", "Sent", "23 Nov 2026, 11:00"),
    ],
)
def test_letter_that_left_or_never_will_does_not_leave(bo, cast, show, state, head, at):
    applies(cast.teacher)
    Message.objects.update(state=state, sent_at=NOW + dt.timedelta(hours=1))

    page = read(bo.get(f"/outbox/?show={show}"))

    assert [one.text for one in page.one("thead").all("th")][-1] == head
    assert lines(page)[0][-1] == at


def test_long_address_breaks_only_where_it_may(bo, cast):
    applies(cast.teacher, email="maria.de.la.torre@example.com")

    page = bo.get("/outbox/").content.decode()

    assert "maria<wbr>.de<wbr>.la<wbr>.torre@<wbr>example<wbr>.com" in page


@pytest.mark.parametrize("query", ["åg", "ida@exa", "AGARD"])
def test_recipient_is_found(bo, cast, query):
    applies(cast.teacher, email="ida@example.com")
    applies(cast.teacher, "Ib Berg")

    page = read(bo.get("/outbox/", {"q": query}))

    assert [line[0] for line in lines(page)] == ["Ida Ågård ida@example.com"]


def test_nothing_found_says_so(bo, cast):
    applies(cast.teacher)

    page = read(bo.get("/outbox/", {"q": "Nobody", "show": "sent"}))

    assert page.one("div", class_="empty").one("h2").text == "Nobody is called that here"


def test_other_departments_letters_are_not_shown(bo, cast):
    applies(cast.nurse)

    assert bo.get("/outbox/").context["lines"] == []


def test_missing_mail_set_up_is_said(bo, cast, settings):
    settings.SMTP_URL = ""

    page = read(bo.get("/outbox/"))

    assert page.one("div", class_="notice").text == "Mail is not set up (SMTP_URL), so letters wait here until it is."


def test_pages_follow_each_other_without_a_gap(bo, cast):
    for place in range(53):
        applies(cast.teacher, f"Ida{place} Berg", email=f"ida{place}@example.com")

    first = read(bo.get("/outbox/"))
    second = read(bo.get(first.one("a", rel="next").attributes["href"]))

    shown = [line[0].split()[0] for page in (first, second) for line in lines(page)]
    assert shown == [f"Ida{place}" for place in range(52, -1, -1)]


@pytest.mark.parametrize("address", ["/outbox/?from=x", "/outbox/?show=all"])
def test_strange_address_is_not_found(bo, address):
    assert bo.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_outbox_costs_the_same_with_one_and_three(bo, cast, number, django_assert_num_queries):
    for place in range(number):
        applies(cast.teacher, f"Ida{place} Berg")

    with django_assert_num_queries(9):
        bo.get("/outbox/")


def test_mailbox_shows_letters_with_links_that_work(bo, cast, settings):
    settings.SMTP_URL = "demo:"
    applies(cast.teacher)
    Message.objects.update(state="sent", sent_at="2026-11-23T09:00Z")

    page = read(bo.get("/outbox/?mailbox=1"))

    address = links.address(Message.objects.get().message_id, "proof")
    linked = [one.attributes["href"] for one in page.one("div", class_="letter-body").all("a")]
    assert [one for one in linked if "@" not in one] == [address]


def test_mailbox_is_there_in_the_demo_only(bo, cast):
    assert bo.get("/outbox/?mailbox=1").status_code == 404


def test_letters_put_off_together_lead_to_where_they_are_released(bo, cast):
    some = [applies(cast.teacher, name) for name in ("Ida Ågård", "Ib Berg")]
    run = act("reject", cast.bo_acts, some, answers=ANSWERS).run

    page = read(bo.get("/outbox/", {"show": "drafts"}))

    assert page.one("ul", class_="lines").text == "Rejection · 23 Nov 2026, 10:00 Bo Holm Decided, not told yet 2"
    assert page.one("ul", class_="lines").one("a").attributes["href"] == f"/runs/{run}/"


def test_letters_that_somebody_else_put_off_lead_nowhere(bo, cast):
    act("reject", cast.anna_acts, [applies(cast.teacher)], answers=ANSWERS)

    page = read(bo.get("/outbox/", {"show": "drafts"}))

    assert list(page.all("ul", class_="lines")) == []
