"""The overview in a real browser: keys alone from list to draft, everybody at once, back to the list as it was."""

import datetime as dt

import pytest
from django.utils import timezone

from besked.models import Application, Run
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db(transaction=True)
FITS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def people(cast):
    """Three wait, in two languages; the longest wait first."""
    now = timezone.now()
    found = [
        applies(cast.teacher, name, language, now=now - dt.timedelta(days=days))
        for name, language, days in (("Ida Ågård", "da", 26), ("Ib Berg", "sv", 9), ("Eva Lund", "da", 2))
    ]
    Application.objects.filter(pk=found[0].pk).update(answer_by=now.date() - dt.timedelta(days=3))
    return found


@pytest.fixture
def desk(open_page, sign_in, cast):
    """A page as Bo sees it."""
    cookie = sign_in(cast.bo)

    def at(address, **more):
        return open_page(address, cookies=[cookie], **more)

    return at


@pytest.fixture
def listed(desk, cast, people):
    page = desk(f"/vacancies/{cast.teacher.pk}/")
    page.locator("[data-pane] h2").wait_for()
    return page


def pane_shows(page, name):
    page.locator("[data-pane] h2", has_text=name).wait_for()
    return True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desk", "tablet", "phone"])
def test_pages_are_accessible_and_fit(desk, cast, people, axe, width, scheme):
    act("reject", cast.bo_acts, people[1:2], answers={"type": "review", "reason": cast.reason.slug})
    page = desk("/", width=width, scheme=scheme)
    found = {}
    for address in ("/", "/vacancies/", f"/vacancies/{cast.teacher.pk}/?rank=none", "/search/?q=i"):
        page.goto(address)
        page.locator("[aria-busy]").wait_for(state="detached")
        if "rank" in address:
            page.locator("[name=application]").first.check()
        found[address] = axe(page), page.evaluate(FITS)

    assert found == dict.fromkeys(found, ([], 0))


@pytest.mark.parametrize("address", ["/", "/vacancies/?state=closed", "/search/", "/search/?q=xyz"])
def test_empty_pages_are_accessible(desk, cast, axe, address):
    assert axe(desk(address, width="phone")) == []


@pytest.mark.parametrize("width", ["desk", "tablet", "phone"])
def test_longest_status_leaves_the_name_its_room(desk, cast, people, width):
    act("reject", cast.bo_acts, people, answers={"type": "telephone", "reason": cast.reason.slug})
    cast.bo.language = "nl"
    cast.bo.save()

    name = desk(f"/vacancies/{cast.teacher.pk}/", width=width).locator("a.name").first.bounding_box()

    assert (name["width"] > 130, name["height"] < 30) == (True, True)


def test_first_person_is_open_beside_the_list(listed, people):
    assert pane_shows(listed, "Ida Ågård")
    assert "open=" not in listed.url


def test_keys_go_from_the_list_to_the_draft(listed, cast, people):
    listed.keyboard.press("j")
    assert pane_shows(listed, "Ib Berg")
    listed.keyboard.press("j")
    listed.keyboard.press("k")
    listed.keyboard.press("x")
    listed.keyboard.press("j")
    listed.keyboard.press("x")
    assert listed.locator("[data-select-count]").inner_text() == "2 selected"
    assert listed.locator("[data-select-languages]").inner_text() == "Swedish 1 · Danish 1"

    listed.keyboard.press("r")

    listed.wait_for_url("**/runs/*/")
    run = Run.objects.get()
    assert (run.slug, run.applications) == ("reject", [people[1].pk, people[2].pk])


def test_r_without_ticks_is_about_the_one_in_the_pane(listed, people):
    listed.keyboard.press("j")
    assert pane_shows(listed, "Ib Berg")

    listed.keyboard.press("r")

    listed.wait_for_url("**/runs/*/")
    assert Run.objects.get().applications == [people[1].pk]


def test_enter_opens_the_application(listed, people):
    listed.keyboard.press("j")
    listed.keyboard.press("Enter")

    listed.wait_for_url(f"**/applications/{people[1].pk}/?list=")


def test_everybody_can_be_chosen_at_once(desk, cast):
    for n in range(52):
        applies(cast.teacher, f"Ida{n} Berg", "da" if n else "nl")
    page = desk(f"/vacancies/{cast.teacher.pk}/?q=berg&sort=name")
    page.locator("[data-select-page]").check()
    assert page.locator("[data-select-count]").inner_text() == "50 selected"

    page.get_by_label("Select all 52").check()
    assert page.locator("[data-select-count]").inner_text() == "52 selected"
    page.locator("#dock summary").click()
    page.locator("#dock").get_by_role("button", name="Save").click()

    page.wait_for_url("**/runs/*/")
    assert len(Run.objects.get().applications) == 52


def test_languages_of_everybody_come_from_the_whole_list(desk, cast):
    for n in range(52):
        applies(cast.teacher, f"Ida{n} Berg", "da" if n else "nl")
    page = desk(f"/vacancies/{cast.teacher.pk}/?status=new")
    page.locator("[data-select-page]").check()
    page.get_by_label("Select all 52").check()

    assert page.locator("[data-select-languages]").inner_text() == "Danish 51 · Dutch 1"


def test_back_keeps_filters_and_person(listed, cast, people):
    listed.get_by_role("link", name="Unranked 3").click()
    listed.wait_for_url("**/?rank=none")
    listed.locator("a.name").nth(2).click()
    assert pane_shows(listed, "Eva Lund")
    listed.locator("[data-pane] h2 a").click()
    listed.wait_for_url("**/applications/**")

    listed.go_back()

    assert pane_shows(listed, "Eva Lund")
    assert listed.url.endswith(f"/vacancies/{cast.teacher.pk}/?rank=none&open={people[2].pk}")
    assert listed.locator('[data-row][aria-current="true"]').get_attribute("data-row") == str(people[2].pk)


def test_back_through_the_pane_returns_to_the_first(listed):
    listed.locator("a.name").nth(1).click()
    assert pane_shows(listed, "Ib Berg")

    listed.go_back()

    assert pane_shows(listed, "Ida Ågård")


def test_filter_form_narrows_the_list(listed):
    listed.get_by_text("Filter", exact=True).click()
    listed.locator("select[name=language]").select_option("sv")
    listed.get_by_role("button", name="Show").click()
    listed.wait_for_load_state()

    assert listed.locator("a.name").all_inner_texts() == ["Ib Berg"]
    listed.get_by_role("link", name="Without the filter Swedish").click()
    listed.wait_for_load_state()
    assert listed.locator("a.name").count() == 3


def test_phone_shows_groups_on_demand_and_opens_the_page(desk, cast, people):
    page = desk(f"/vacancies/{cast.teacher.pk}/", width="phone")
    assert page.locator("[data-pane]").is_visible() is False
    page.get_by_role("button", name="All applications 3").click()
    page.get_by_role("link", name="Past the promised day 1").click()
    page.wait_for_load_state()
    page.locator("a.name").click()

    page.wait_for_url(f"**/applications/{people[0].pk}/?list=owed%3Doverdue")


def test_list_works_without_scripts(desk, cast, people):
    page = desk(f"/vacancies/{cast.teacher.pk}/", scripts=False)
    page.locator("[name=application]").nth(1).check()
    page.locator("#dock").get_by_role("button", name="Send e-mail").click()

    page.wait_for_url("**/runs/*/")
    assert Run.objects.get().applications == [people[1].pk]


def test_enter_answers_the_next_one(desk, people):
    page = desk("/")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/applications/{people[0].pk}/")


def test_strict_policy_and_console_are_quiet(desk, cast, people):
    page, heard = desk("/"), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    for address in ("/", "/vacancies/", f"/vacancies/{cast.teacher.pk}/", "/search/?q=ida"):
        page.goto(address)
        page.wait_for_load_state("networkidle")

    assert heard == []
