"""The reply page in a real browser: a phone without scripts, in five languages; and a scanner that runs them all."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from besked.models import Message
from tests.cast import Cast, applies
from tests.portal.mailed import TIMES, invite
from tests.portal.test_reply_scanners import rows_of_every_table

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("desk", "light"), ("tablet", "dark"), ("phone", "light"), ("phone", "dark")]
ANSWERS = {
    "en": (
        "Yes, I will attend",
        "No, I cannot attend",
        "Contact me for new appointment",
        "Please withdraw my application",
    ),
    "da": (
        "Ja tak, jeg vil gerne deltage",
        "Nej tak, jeg ønsker ikke at deltage",
        "Kontakt mig for en ny aftale",
        "Annullér min ansøgning",
    ),
    "sv": ("Ja", "Nej", "Kontakta mig för ny tidpunkt", "Jag vill återkalla min ansökan"),
    "nb": ("Ja, jeg kommer", "Jeg kommer ikke", "Kontakt meg for nytt tidspunkt", "Jeg ønsker å trekke min søknad"),
    "nl": ("Ja, ik zal aanwezig zijn", "Nee, ik kan helaas niet", "Plan nieuwe afspraak", "Sollicitatie intrekken"),
}


def someone(cast, language="en", **more):
    """Somebody invited to ten o'clock some days from now, by a letter that has left."""
    now = timezone.now()
    application = applies(cast.teacher, "Ida Ågård", language, now=now)
    day = (now + dt.timedelta(days=6)).strftime("%Y-%m-%d")
    return invite(cast, application, now=now, **{"date": day} | more)


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def guest(cast):
    return someone(cast)


@pytest.fixture
def chooser(cast):
    """Somebody who may choose among four times on two days."""
    days = [(timezone.now() + dt.timedelta(days=n)).strftime("%-d/%-m") for n in (6, 7)]
    return someone(cast, **TIMES | {"slots": [f"{day} 10:00-11:30 every 45" for day in days]})


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def send(page):
    page.locator("button.large").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ANSWERS)
def test_four_answers_on_a_phone_without_scripts(open_page, cast, language):
    guest = someone(cast, language)
    page = open_page(guest.page, width="phone", scripts=False)
    found = []

    for words in ANSWERS[language]:
        if found:
            page.locator("summary").click()
        page.get_by_role("radio", name=words, exact=True).check()
        send(page)
        found.append((guest.again().reply, page.url.endswith("/withdraw/"), fits(page)))

    assert found == [
        ("accepted", False, True),
        ("not_accepted", False, True),
        ("other_time", False, True),
        ("other_time", True, True),
    ]
    page.locator('[value="withdraw"]').check()
    send(page)
    assert (guest.again().application.status, fits(page)) == ("withdrawn", True)
    page.locator("main button").click()
    page.wait_for_load_state()
    assert (guest.again().application.status, guest.again().reply) == ("invited", "other_time")


@pytest.mark.parametrize("scripts", [True, False])
def test_sent_without_an_answer_the_page_says_so_and_keeps_the_words(open_page, guest, scripts):
    page = open_page(guest.page, width="phone", scripts=scripts)

    page.get_by_label(re.compile("A few words")).fill("Fridays")
    send(page)

    assert page.get_by_role("alert").inner_text().splitlines()[-1] == "Your answer: Choose one of the answers."
    assert page.get_by_label(re.compile("A few words")).input_value() == "Fridays"
    page.get_by_role("link", name="Your answer: Choose one of the answers.").click()
    page.get_by_role("radio", name="Contact me for new appointment").check()
    send(page)
    assert (guest.again().reply, guest.again().reply_text) == ("other_time", "Fridays")


def test_double_click_is_one_answer(open_page, guest):
    page = open_page(guest.page)

    page.get_by_role("radio", name="Yes, I will attend").check()
    page.locator("button.large").dblclick()
    page.get_by_text("Your answer:").wait_for()

    assert Message.objects.filter(kind="interview-answer").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_time_is_chosen_and_changed_on_a_phone(open_page, chooser, scripts):
    page = open_page(chooser.page, width="phone", scripts=scripts)
    first, *_rest, last = chooser.slots

    page.locator(f'[value="slot-{first.pk}"]').check()
    send(page)
    booked = chooser.again().slot_id
    page.locator("summary").click()
    page.locator(f'[value="slot-{last.pk}"]').check()
    send(page)

    assert (booked, chooser.again().slot_id, fits(page)) == (first.pk, last.pk, True)


def test_page_is_answered_by_keyboard_alone(open_page, guest):
    page = open_page(guest.page)
    page.locator('[value="accepted"]').focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Another job")
    page.keyboard.press("Enter")
    page.get_by_text("Thank you for telling us").wait_for()

    assert (guest.again().reply, guest.again().reply_text) == ("not_accepted", "Another job")


def pytest_generate_tests(metafunc):
    """A scanner meets two people in the suite, and a hundred in a soak."""
    if "more" in metafunc.fixturenames:
        portions = [18] * 5 if metafunc.config.getoption("--soak") else [0]
        metafunc.parametrize("more", portions, ids=range(len(portions)))


@pytest.mark.soak
def test_scanner_that_follows_every_link_changes_nothing(open_page, cast, guest, chooser, more):
    """Each page in five languages, with all its scripts."""
    people = [guest, chooser, *(someone(cast) for _ in range(more))]
    page, waiting, seen = open_page(), [one.page for one in people], set()
    before = rows_of_every_table()

    while waiting:
        path = waiting.pop()
        if path in seen or path.endswith(".ics"):
            continue
        seen.add(path)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        waiting += page.locator("a[href^='/reply/']").evaluate_all("all => all.map((it) => it.getAttribute('href'))")

    assert len(seen) == len(people) * 6
    assert rows_of_every_table() == before


def test_robot_that_presses_every_button_changes_nothing(open_page, guest, chooser):
    page, before = open_page(), rows_of_every_table()

    for path in (guest.page, guest.withdrawing, chooser.page, chooser.withdrawing):
        for number in range(open_page(path).locator("main button").count()):
            page.goto(path)
            page.locator("main button").nth(number).click()
            page.wait_for_load_state()

    assert rows_of_every_table() == before


def test_times_are_told_on_the_readers_clock_where_it_differs(browser, live_server, guest):
    found = {}
    for zone in ("Europe/Stockholm", "America/New_York", "Pacific/Auckland"):
        context = browser.new_context(base_url=live_server.url, timezone_id=zone, locale="en")
        page = context.new_page()
        page.goto(guest.page)
        page.wait_for_load_state("networkidle")
        found[zone] = page.locator(".hours").inner_text()
        context.close()

    day = (guest.interview.starts_at + dt.timedelta(hours=13)).strftime("%A")
    assert found["Europe/Stockholm"] == "10:00–10:45 Danish time"
    assert re.fullmatch(r"10:00–10:45 Danish time \(0[345]:00 where you are\)", found["America/New_York"])
    assert day != guest.interview.local_start.strftime("%A") or "where you are" in found["Pacific/Auckland"]
    assert re.fullmatch(r"10:00–10:45 Danish time \(.*(20|21|22|23):00 where you are\)", found["Pacific/Auckland"])


def test_calendar_file_is_downloaded(open_page, guest):
    page = open_page(guest.page)

    with page.expect_download() as download:
        page.get_by_role("link", name="Add to my calendar").click()

    assert download.value.suggested_filename == "interview.ics"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_reply_page_is_accessible_and_fits(open_page, axe, guest, chooser, width, scheme):
    page = open_page("", width=width, scheme=scheme)
    found = {}

    for one in (guest, chooser):
        for path in (one.page, one.withdrawing):
            page.goto(path)
            found[path] = axe(page), fits(page)
    page.goto(guest.page)
    send(page)
    found["error"] = axe(page), fits(page)
    page.locator('[value="accepted"]').check()
    send(page)
    page.locator("summary").click()
    found["answered"] = axe(page), fits(page)
    page.goto("/reply/abc/")
    found["broken"] = axe(page), fits(page)

    assert found == dict.fromkeys(found, ([], True))


def test_reply_page_fits_at_400_percent(open_page, guest, chooser):
    page = open_page(guest.page)
    page.set_viewport_size({"width": 320, "height": 256})

    for path in (guest.page, guest.withdrawing, chooser.page):
        page.goto(path)
        assert fits(page), path


def test_console_is_quiet_under_the_strict_policy(open_page, guest, chooser):
    page, heard = open_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))

    for path in (guest.page, guest.withdrawing, chooser.page):
        page.goto(path)

    assert heard == []
