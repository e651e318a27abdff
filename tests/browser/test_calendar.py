"""The calendar in a real browser: accessible at every width, ticked and noted, dragged into a form, without scripts."""

import datetime as dt

import pytest
from django.utils import timezone

from besked.models import Interview
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db(transaction=True)
FITS = "document.documentElement.scrollWidth - innerWidth"
DRAG = """([from, to]) => {
  const link = document.querySelector(from), cell = document.querySelector(to), dataTransfer = new DataTransfer();
  link.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer }));
  for (const name of ["dragover", "drop"]) {
    cell.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
  }
}"""


@pytest.fixture
def cast(transactional_db):
    return Cast()


def invite(cast, names, **more):
    day = timezone.localdate() + dt.timedelta(days=more.pop("days", 2))
    answers = {
        "kind": "interview1",
        "format": "in_person",
        "date": day.isoformat(),
        "time": "10:15",
        "duration": 45,
        "recruiters": ["bo@havnsund.example"],
        "place": "Skolegade 1",
        "reminder": "email",
    }
    rows = [applies(cast.teacher, name, now=timezone.now()) for name in names]
    done = act("invite", cast.bo_acts, rows, answers=answers | more, now=timezone.now())
    return list(Interview.objects.filter(run=done.run).order_by("pk"))


@pytest.fixture
def listed(cast):
    """One that is over, one ahead, a group, and one who chooses a time."""
    (over,) = invite(cast, ["Elise van der Meer-Østergaard de la Torre"])
    begun = timezone.now() - dt.timedelta(hours=5)
    Interview.objects.filter(pk=over.pk).update(starts_at=begun, ends_at=begun + dt.timedelta(hours=1))
    (ahead,) = invite(cast, ["Ib Berg"], days=1, format="video", link="https://meet.example/1", place="")
    group = invite(cast, ["Eva Lund", "Kaj Munk"], format="group")
    day = timezone.localdate() + dt.timedelta(days=4)
    invite(cast, ["Ida Holm"], arrange="slots", slots=[f"{day.day}/{day.month} 10:00-12:00 every 45"], date="", time="")
    return over, ahead, group


@pytest.fixture
def desk(open_page, sign_in, cast):
    """A page as Bo sees it."""
    cookie = sign_in(cast.bo)

    def at(address, **more):
        return open_page(address, cookies=[cookie], **more)

    return at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desk", "tablet", "phone"])
def test_pages_are_accessible_and_fit(desk, cast, listed, axe, width, scheme):
    over, ahead, _group = listed
    page = desk("/calendar/", width=width, scheme=scheme)
    found = {}
    addresses = (
        "/calendar/",
        "/calendar/?view=week",
        "/calendar/?view=month",
        f"/interviews/{over.pk}/",
        f"/interviews/{ahead.pk}/",
        f"/applications/{ahead.application_id}/",
        f"/calendar/act/?do=move&interview={ahead.pk}",
    )
    for address in addresses:
        page.goto(address)
        if address == "/calendar/":
            page.locator("[name=interview]").first.check()
            # so high that neither the dock nor the top bar lies over a row
            page.set_viewport_size({"width": page.viewport_size["width"], "height": 4000})
        found[address] = axe(page), page.evaluate(FITS)

    assert found == dict.fromkeys(addresses, ([], 0))


@pytest.mark.parametrize("address", ["/calendar/", "/calendar/?from=x", "/calendar/?view=week&day=2027-01-05"])
def test_empty_pages_are_accessible(desk, axe, address):
    assert axe(desk(address, width="phone")) == []


def test_keys_tick_and_the_dock_notes_who_came(desk, listed):
    page = desk("/calendar/")
    assert page.locator("#dock").is_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-select-count]").inner_text() == "1 selected"

    page.get_by_role("button", name="Held", exact=True).click()

    page.get_by_text("Noted: the interview was held.").wait_for()
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    assert Interview.objects.get(pk=listed[0].pk).state == "planned"


def test_dropping_opens_the_form_and_changes_nothing(desk, listed):
    _over, ahead, _group = listed
    monday = timezone.localdate() + dt.timedelta(days=14 - timezone.localdate().weekday())
    starts = dt.datetime.combine(monday, dt.time(10, 15), tzinfo=ahead.tz)
    Interview.objects.filter(pk=ahead.pk).update(starts_at=starts, ends_at=starts + dt.timedelta(minutes=45))
    page = desk(f"/calendar/?view=week&day={monday}")
    friday = monday + dt.timedelta(days=4)

    page.evaluate(DRAG, [f'[data-move="/interviews/{ahead.pk}/"]', f'[data-day="{friday}"][data-hour="14"]'])

    page.wait_for_url("**/interviews/**")
    form = page.locator("#edit")
    assert (form.locator("[name=date]").input_value(), form.locator("[name=time]").input_value()) == (
        friday.isoformat(), "14:15",
    )  # fmt: skip
    assert Interview.objects.get(pk=ahead.pk).starts_at == starts
    form.get_by_role("button", name="Next: read the letter").click()
    page.locator("#look .letter-body").wait_for()
    page.get_by_role("button", name="Change and send").click()
    page.get_by_text("The interview is changed.").wait_for()
    assert Interview.objects.get(pk=ahead.pk).local_start.strftime("%d %H:%M") == f"{friday:%d} 14:15"


def test_dropping_a_group_moves_them_together(desk, listed):
    _over, _ahead, group = listed
    day = timezone.localtime(group[0].starts_at).date()
    page = desk(f"/calendar/?view=month&day={day}")
    other = page.locator(f'[data-day]:not([data-day="{day}"])').last.get_attribute("data-day")

    page.evaluate(DRAG, ['[data-move^="/calendar/act/"]', f'[data-day="{other}"]'])

    page.wait_for_url("**/calendar/act/**")
    assert page.locator("[name=date]").input_value() == other
    assert page.locator(".name-list li").count() == 2


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_all_is_done_without_scripts(desk, listed, width):
    _over, _ahead, group = listed
    page = desk("/calendar/", width=width, scripts=False)
    for one in group:
        page.locator(f"[name=interview][value='{one.pk}']").check()
    page.locator("button[name=do][value=cancel-interview]").click()
    page.locator("[name=reason]").fill("Skolen er lukket")
    page.get_by_role("button", name="Next: read the letter").click()

    page.get_by_role("button", name="Cancel the interviews").click()

    page.get_by_text("2 interviews are cancelled.").wait_for()
    states = Interview.objects.filter(pk__in=[one.pk for one in group]).values_list("state", flat=True)
    assert list(states) == ["cancelled", "cancelled"]
