"""The look in a real browser: accessible in light and dark at three widths, quick by keys, whole without scripts."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.pages")]
KEYS_ON = "document.documentElement.removeAttribute('data-keys')"


@pytest.fixture
def listed(open_page):
    """The list on a wide screen, with keys as a signed-in user has them."""
    page = open_page("/list/")
    page.evaluate(KEYS_ON)
    return page


def ticked(page):
    return page.eval_on_selector_all("[name=application]:checked", "boxes => boxes.map(box => box.value)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desk", "tablet", "phone"])
def test_style_guide_is_accessible_and_fits(open_page, axe, width, scheme):
    page = open_page("/guide/", width=width, scheme=scheme)

    page.evaluate("scrollTo(0, 0)")

    assert page.title() == "Style guide · Besked"
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_page_fits_at_400_percent(open_page):
    page = open_page("/guide/")
    page.set_viewport_size({"width": 320, "height": 256})

    assert page.title() == "Style guide · Besked"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_strict_policy_and_console_are_quiet(open_page):
    page, heard = open_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))

    page.goto("/list/")
    page.locator("a.name").first.click()
    page.get_by_role("heading", name="Application 1").wait_for()

    assert heard == []


def test_keys_move_tick_and_act(listed):
    for key in "jjxjx":
        listed.keyboard.press(key)

    assert ticked(listed) == ["2", "3"]
    assert listed.locator("[data-row]:focus-within").get_attribute("data-row") == "3"
    listed.keyboard.press("r")
    listed.wait_for_url("**/sent/")
    assert listed.inner_text("body").strip() == "reject 2,3"


def test_keys_rest_while_somebody_writes(listed):
    listed.locator("#search").press("x")
    listed.keyboard.press("j")

    assert (ticked(listed), listed.input_value("#search")) == ([], "xj")


def test_keys_rest_when_switched_off(open_page):
    page = open_page("/list/")
    assert page.title() == "List · Besked"
    page.keyboard.press("j")
    page.keyboard.press("x")

    assert (page.get_attribute("html", "data-keys"), ticked(page)) == ("off", [])


def test_slash_goes_to_the_search_field(listed):
    listed.keyboard.press("/")

    assert listed.evaluate("document.activeElement.id") == "search"
    assert listed.input_value("#search") == ""


def test_j_opens_the_application_beside_the_list(listed):
    listed.keyboard.press("j")
    listed.keyboard.press("j")

    listed.get_by_role("heading", name="Application 2").wait_for()
    assert listed.url.endswith("/list/?open=2")
    assert listed.locator('[aria-current="true"][data-row]').get_attribute("data-row") == "2"


def test_enter_opens_the_application_itself(listed):
    listed.keyboard.press("j")
    listed.keyboard.press("Enter")

    listed.wait_for_url("**/person/1/")
    assert listed.title() == "Whole"


def test_back_shows_the_person_before(listed):
    listed.locator("a.name").nth(0).click()
    listed.get_by_role("heading", name="Application 1").wait_for()
    listed.locator("a.name").nth(3).click()
    listed.get_by_role("heading", name="Application 4").wait_for()

    listed.go_back()

    listed.get_by_role("heading", name="Application 1").wait_for()
    assert listed.url.endswith("?open=1")


def test_pane_that_cannot_load_opens_the_page(listed):
    listed.route(
        "**/person/2/",
        lambda route: route.fulfill(status=500) if route.request.resource_type == "fetch" else route.continue_(),
    )
    listed.locator("a.name").nth(1).click()

    listed.wait_for_url("**/person/2/")
    assert listed.title() == "Whole"


def test_name_is_a_plain_link_where_there_is_no_room(open_page):
    page = open_page("/list/", width="phone")
    page.locator("a.name").nth(2).click()

    page.wait_for_url("**/person/3/")
    assert page.title() == "Whole"


def test_dock_appears_with_the_first_tick_and_counts(listed):
    dock, count = listed.locator("#dock"), listed.locator("[data-select-count]")
    assert dock.is_visible() is False

    listed.locator("[name=application]").first.check()
    assert (dock.is_visible(), count.inner_text()) == (True, "1 person")
    listed.locator("[data-select-page]").check()
    assert count.inner_text() == "5 people"
    listed.locator("[data-select-all]").check()
    assert count.inner_text() == "182 people"
    listed.locator("[data-select-none]").click()
    assert (dock.is_visible(), ticked(listed)) == (False, [])


def test_taking_one_tick_away_is_no_longer_all(listed):
    listed.locator("[data-select-page]").check()
    listed.locator("[data-select-all]").check()
    listed.locator("[name=application]").nth(1).uncheck()

    assert listed.locator("[data-select-all]").is_checked() is False
    assert listed.locator("[data-select-count]").inner_text() == "4 people"


def test_shift_ticks_a_range(listed):
    listed.locator("[name=application]").nth(1).click()
    listed.locator("[name=application]").nth(3).click(modifiers=["Shift"])

    assert ticked(listed) == ["2", "3", "4"]


def test_list_works_without_scripts(open_page):
    page = open_page("/list/", scripts=False)
    page.locator("[name=application]").nth(4).check()
    page.get_by_role("button", name="Reject").click()

    assert page.inner_text("body").strip() == "reject 5"


def test_help_opens_and_closes(listed):
    listed.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<button data-open=keys-help data-key=\"?\">h</button>')"
    )
    listed.keyboard.press("?")
    assert listed.get_by_role("heading", name="Keys").is_visible() is True

    listed.get_by_role("button", name="Close").click()
    assert listed.locator("dialog").is_visible() is False


def test_menu_closes_on_escape_and_gives_focus_back(open_page):
    page = open_page("/guide/")
    opener = page.locator("summary", has_text="Further action")
    opener.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_navigation_opens_on_a_phone_without_scripts(open_page):
    page = open_page("/guide/", width="phone", scripts=False)
    assert page.get_by_role("link", name="Vacancies").first.is_visible() is True
    link = page.locator("#nav").get_by_role("link", name="Vacancies")
    assert link.is_visible() is False

    page.get_by_role("button", name="Menu").click()
    assert link.is_visible() is True


def test_word_is_put_at_the_caret_and_counted(open_page):
    page = open_page("/guide/")
    page.evaluate(
        "const b = document.getElementById('id_body'); b.value = 'Hej ,'; b.focus(); b.setSelectionRange(4, 4)"
    )
    page.locator('[data-insert="{first_name}"]').click()

    assert page.input_value("#id_body") == "Hej {first_name},"
    assert page.locator("[data-count-of]").inner_text() == "17 characters"


def test_form_is_sent_once(listed):
    listed.route("**/sent/", lambda route: route.fulfill(status=204))  # slow enough for a second click
    asked = []
    listed.on("request", lambda request: asked.append(request.url))
    listed.locator("[name=application]").first.check()
    for _ in range(3):
        listed.evaluate("document.querySelector('#dock button[name=slug]').click()")
        listed.wait_for_timeout(50)

    assert len([url for url in asked if url.endswith("/sent/")]) == 1
    assert listed.locator("#dock button[name=slug]").get_attribute("aria-disabled") == "true"


def test_letter_prints_without_the_desk(open_page):
    page = open_page("/guide/")
    page.emulate_media(media="print")

    assert (page.locator(".top").is_visible(), page.locator(".letter-body").is_visible()) == (False, True)
