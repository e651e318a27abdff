"""Inviting in a real browser: by mouse, by keyboard alone, without scripts; readable for everybody."""

import datetime as dt

import pytest

from besked.models import Interview, Run
from tests.cast import Cast, applies, user

pytestmark = pytest.mark.django_db(transaction=True)

DAY = (dt.datetime.now(dt.UTC) + dt.timedelta(days=10)).date()


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def people(cast):
    return [
        applies(cast.teacher, "Ida Ågård", "da", email="ida@example.com"),
        applies(cast.teacher, "Maarten Groot", "nl", email="maarten@example.com"),
    ]


@pytest.fixture
def desk(open_page, sign_in, cast):
    """A page as Bo sees it."""
    cookie = sign_in(cast.bo)

    def at(address, **more):
        return open_page(address, cookies=[cookie], **more)

    return at


@pytest.fixture
def draft(people, cast):
    """The address of a fresh draft."""
    run = Run.objects.create(
        slug="invite",
        user=cast.bo,
        actor=cast.bo_acts.key,
        applications=[one.pk for one in people],
        created_at=dt.datetime.now(dt.UTC),
    )
    return f"/runs/{run.pk}/"


def timed(page):
    page.get_by_label("Date").fill(DAY.isoformat())
    page.get_by_label("Time", exact=True).fill("10:00")


def test_two_are_invited_one_after_the_other(desk, draft):
    page = desk(draft)
    timed(page)
    page.get_by_label("One after the other").check()
    page.locator("#who td", has_text="10:45–11:30").wait_for()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send 2 invitations").click()
    page.get_by_role("heading", name="2 applicants invited").wait_for()

    starts = [one.local_start.strftime("%H:%M") for one in Interview.objects.order_by("pk")]
    assert starts == ["10:00", "10:45"]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("Together, at one time", ["date", "time", "duration", "cap"]),
        ("One after the other", ["date", "time", "duration", "break"]),
        ("They choose a time themselves", ["slots", "cap"]),
    ],
)
def test_only_questions_that_matter_are_asked(desk, draft, chosen, shown):
    page = desk(draft)

    page.get_by_label(chosen).check()

    fields = ("date", "time", "duration", "break", "slots", "cap")
    assert [name for name in fields if page.locator(f"#id_{name}").is_visible()] == shown


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("Phone interview", []),
        ("Person to person interview", ["place", "route"]),
        ("Video interview", ["link"]),
        ("Group interview", ["place", "route", "link"]),
    ],
)
def test_place_or_link_belongs_to_the_format(desk, draft, chosen, shown):
    page = desk(draft)
    page.locator("#id_place").fill("Room 4")
    other = "Video interview" if chosen != "Video interview" else "Phone interview"
    for name in (other, chosen):
        with page.expect_response(lambda response: "?step=interview" in response.url):
            page.get_by_label(name).check()

    assert [name for name in ("place", "route", "link") if page.locator(f"#id_{name}").is_visible()] == shown
    assert Run.objects.get().answers["place"] == ("Room 4" if "place" in shown else "")


def test_another_type_brings_its_values_and_keeps_the_place(desk, draft):
    page = desk(draft)
    page.get_by_label("Type of Interview").focus()

    with page.expect_response(lambda response: "?step=interview" in response.url):
        page.get_by_label("Type of Interview").select_option("telephone")
    page.get_by_text("You call them at the numbers beside their names.").wait_for()

    assert page.get_by_label("Phone interview").is_checked()
    assert page.evaluate("document.activeElement.id") == "id_kind"
    assert page.locator("#who").count() == 1


def test_times_are_understood_while_they_are_typed(desk, draft):
    page = desk(draft)
    page.get_by_label("They choose a time themselves").check()

    page.get_by_label("Times to choose from").press_sequentially(f"{DAY.day}/{DAY.month} 10-12 every 45")
    page.locator("#who .offers li", has_text="10:45–11:30").wait_for()

    assert page.evaluate("document.activeElement.id") == "id_slots"


def test_tick_follows_the_text(desk, draft):
    page = desk(draft)
    timed(page)
    page.get_by_role("button", name="Next").click()
    tick = page.get_by_label("Include a link for accepting or declining")
    before = tick.is_checked()

    page.locator("#letter-body").fill("Vi ses.")
    page.locator("#letter-body").press("Tab")
    page.get_by_text("A sentence with the link is added").wait_for()

    assert (before, tick.is_checked()) == (False, True)


def test_colleague_is_found_by_name(desk, cast, draft):
    for number in range(9):
        user(f"helper{number}", "mid", cast.school)
    page = desk(draft)

    page.get_by_label("Find a colleague").fill("helper7")

    shown = page.locator("#id_recruiters label:visible").all_inner_texts()
    assert [one.strip() for one in shown] == ["Bo Holm (you)", "Helper7 Holm"]


def test_keys_alone_invite(desk, cast, people):
    page = desk(f"/vacancies/{cast.teacher.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("i")
    page.wait_for_url("**/runs/*/")
    page.get_by_label("Date").focus()
    page.keyboard.type(DAY.strftime("%m%d%Y"))
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "id_time":
        page.keyboard.press("Tab")
    page.keyboard.type("1000AM")
    while page.evaluate("document.activeElement.value") != "next":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**step=letter")
    while page.evaluate("document.activeElement.value") != "perform":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 applicant invited").wait_for()

    assert Interview.objects.get().local_start.strftime("%H:%M") == "10:00"


def test_phone_without_scripts_invites_too(desk, draft):
    page = desk(draft, width="phone", scripts=False)
    labelled = page.locator("noscript p").first.is_visible()
    timed(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Send email reminder").check()
    page.get_by_role("button", name="Send 2 invitations").click()
    page.get_by_role("heading", name="2 applicants invited").wait_for()

    assert labelled
    assert Interview.objects.filter(reminder="email").count() == 2


@pytest.mark.parametrize("width", ["desk", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_steps_are_for_everybody(desk, draft, axe, width, scheme):
    page = desk(draft, width=width, scheme=scheme)
    found = axe(page)
    timed(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send 2 invitations").wait_for()

    assert found + axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
