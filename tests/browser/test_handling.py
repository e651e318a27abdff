"""Handling in a real browser: from an application to told, by mouse, by keyboard alone, and without scripts."""

import pytest

from besked.models import Application, Message
from tests.cast import Cast, applies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def people(cast):
    return [
        applies(cast.teacher, "Ida Ågård", "da", email="ida@example.com"),
        applies(cast.teacher, "Ib Berg", "da", email="ib@example.com"),
    ]


@pytest.fixture
def desk(open_page, sign_in, cast):
    """A page as Bo sees it."""
    cookie = sign_in(cast.bo)

    def at(address, **more):
        return open_page(address, cookies=[cookie], **more)

    return at


def drafted(page, people):
    """Asks for a rejection by address, as a script or a bookmark would, and goes on to the draft."""
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/runs/*/")


def asked(people):
    return "/actions/reject/?" + "&".join(f"application={one.pk}" for one in people)


def kept(page):
    """Waits until the draft on the server holds what was typed."""
    page.wait_for_function("!document.querySelector('.htmx-request')")


def test_two_are_rejected_with_one_letter_of_its_own_and_taken_back(desk, people):
    page = desk(asked(people))
    drafted(page, people)
    with page.expect_response("**/runs/*/?*"):
        page.get_by_label("Reason").select_option("others")
    page.get_by_role("button", name="Next person").click()
    page.get_by_role("heading", name="Ib Berg").wait_for()
    page.get_by_role("button", name="Write to Ib Berg alone").click()
    own = page.locator("#own-body")
    own.fill("Kære {given_name}\n\nRing til mig på mandag.")
    page.get_by_role("button", name="Keep, and read it").click()
    page.get_by_text("A letter of their own: one person").wait_for()
    read = page.locator("#preview .letter-body").inner_text()

    page.get_by_role("button", name="Send 2 answers").click()
    page.get_by_role("heading", name="2 applicants rejected").wait_for()
    bodies = {mail.to_name: mail.body.split("\n")[2] for mail in Message.objects.filter(kind="rejection")}
    page.keyboard.press("u")
    page.get_by_role("heading", name="Taken back for 2 people").wait_for()

    assert read.startswith("Kære Ib\n\nRing til mig på mandag.")
    assert bodies["Ib Berg"] == "Ring til mig på mandag."
    assert bodies["Ida Ågård"].startswith("Tak for din ansøgning")
    assert set(Application.objects.values_list("status", flat=True)) == {"new"}
    assert set(Message.objects.filter(kind="rejection").values_list("state", flat=True)) == {"cancelled"}


def test_type_changes_letter_and_time_changes_button_at_once(desk, people):
    page = desk(asked(people))
    drafted(page, people)

    page.get_by_label("Rejection type").select_option("interview1")
    page.locator("#letter-subject[value='Svar efter samtalen: {vacancy}']").wait_for()
    page.get_by_label("Later: decide now, tell later").check()
    page.get_by_role("button", name="Reject 2, tell later").wait_for()

    assert page.get_by_label("Send at").is_visible() is False
    page.get_by_label("At a time you choose").check()
    assert page.get_by_label("Send at").is_visible() is True


def test_other_language_is_shown_without_losing_what_was_typed(desk, cast, people):
    page = desk(asked([*people, applies(cast.teacher, "Oskar Lindqvist", "sv")]))
    drafted(page, people)
    page.locator("#letter-subject").fill("Mit emne")

    page.get_by_role("button", name="Swedish 1").click()
    page.get_by_role("heading", name="Oskar Lindqvist").wait_for()
    page.get_by_role("button", name="Danish 2").click()
    page.get_by_role("heading", name="Ida Ågård").wait_for()

    assert page.locator("#letter-subject").input_value() == "Mit emne"


def test_words_are_put_where_the_caret_is(desk, people):
    page = desk(asked(people))
    drafted(page, people)
    body = page.locator("#letter-body")
    body.fill("Hej ")

    page.get_by_text("Insert a word").click()
    page.get_by_role("button", name="Given name").click()

    assert body.input_value() == "Hej {given_name}"


def test_draft_is_seen_by_a_second_window(desk, people):
    page = desk(asked(people))
    drafted(page, people)
    with page.expect_response("**/runs/*/?*"):
        page.get_by_label("Internal note").fill("Nice CV")
        page.get_by_label("Internal note").blur()

    second = page.context.new_page()
    second.goto(page.url)

    assert second.get_by_label("Internal note").input_value() == "Nice CV"


def test_rejection_by_keyboard_alone(desk, people):
    page = desk(f"/applications/{people[0].pk}/")

    page.keyboard.press("r")
    page.wait_for_url("**/runs/*/")
    tab_to(page, "[name=reason]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Send 1 answer").wait_for()
    tab_to(page, "button[value=perform]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 applicant rejected").wait_for()

    assert Application.objects.get(pk=people[0].pk).status == "rejected"


def tab_to(page, selector, most=60):
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached with the Tab key")


def test_rejection_without_scripts(desk, people):
    page = desk(f"/applications/{people[0].pk}/", scripts=False)

    page.get_by_role("button", name="Rejection").first.click()
    page.get_by_label("Reason").select_option("others")
    page.locator("#letter-subject").fill("Mit emne")
    page.get_by_role("button", name="Keep as draft").last.click()
    kept_subject = page.locator("#letter-subject").input_value()
    page.get_by_role("button", name="Send 1 answer").click()

    assert kept_subject == "Mit emne"
    assert page.get_by_role("heading", name="1 applicant rejected").is_visible()
    assert Message.objects.get(kind="rejection").subject == "Mit emne"


def test_enter_in_a_field_keeps_and_never_sends(desk, people):
    page = desk(asked(people))
    drafted(page, people)

    page.locator("#letter-subject").fill("Mit emne")
    page.locator("#letter-subject").press("Enter")
    page.wait_for_url("**/runs/*/?*")

    assert page.locator("#letter-subject").input_value() == "Mit emne"
    assert Message.objects.filter(kind="rejection").count() == 0


def test_note_and_ranking_from_the_application_page(desk, people):
    page = desk(f"/applications/{people[0].pk}/")

    with page.expect_response("**/rank/"):
        page.get_by_label("Rank 2").check()
    page.keyboard.press("n")
    page.keyboard.type("Good with fractions")
    page.get_by_role("button", name="Add note").click()
    page.locator("p.note").wait_for()

    assert page.get_by_label("Rank 2").is_checked()
    assert page.locator("p.note").inner_text().startswith("Good with fractions")


def test_ranking_by_key_goes_round(desk, people):
    page = desk(f"/applications/{people[0].pk}/")
    ranks = []

    for _ in range(4):
        with page.expect_response("**/rank/"):
            page.keyboard.press("g")
        ranks.append(Application.objects.get(pk=people[0].pk).rank)

    assert ranks == [1, 2, 3, None]


def test_fault_is_gone_once_its_field_was_changed(desk, people):
    page = desk(asked(people))
    drafted(page, people)
    page.locator("#letter-subject").fill("")
    page.get_by_role("button", name="Send 2 answers").click()
    page.locator(".errors").first.wait_for()
    before = page.locator(".field-error").all_inner_texts()

    page.locator("#letter-subject").fill("Svar")
    after_letter = page.locator(".errors li").all_inner_texts()
    page.get_by_label("Reason").select_option("others")

    assert before == ["Choose a reason.", "The subject is empty.", "The subject is empty."]
    assert after_letter == ["Reason: Choose a reason."]
    assert page.locator(".errors").count() == 0
    assert page.locator("[aria-invalid]").count() == 0


@pytest.mark.parametrize(
    ("width", "scheme"), [("desk", "light"), ("desk", "dark"), ("tablet", "light"), ("phone", "light")]
)
def test_pages_are_accessible_and_fit(desk, people, axe, width, scheme):
    page = desk(asked(people), width=width, scheme=scheme)
    found = [axe(page), wide(page)]
    drafted(page, people)
    draft = page.url
    found += [axe(page), wide(page)]
    page.get_by_label("Reason").select_option("others")
    page.locator("#letter-body").fill("Hej {fornavn}")
    page.get_by_role("button", name="Send 2 answers").click()
    page.locator(".errors").wait_for()
    found += [axe(page), wide(page)]
    page.locator("#letter-body").fill("Hej {given_name}")
    page.get_by_role("button", name="Send 2 answers").click()
    page.get_by_role("heading", name="2 applicants rejected").wait_for()
    letter = Message.objects.filter(kind="rejection").first()
    for address in (
        draft,
        "/runs/",
        f"/applications/{people[0].pk}/",
        "/outbox/",
        f"/outbox/{letter.pk}/",
        f"/outbox/{letter.pk}/?edit=1",
    ):
        page.goto(address)
        found += [axe(page), wide(page)]

    assert found == [[]] * len(found)


def wide(page):
    """What sticks out to the right."""
    room = page.evaluate("document.documentElement.clientWidth")
    return [] if page.evaluate("document.documentElement.scrollWidth") <= room else [page.url]


def test_from_the_list_to_told_and_back(desk, cast, people):
    page = desk(f"/vacancies/{cast.teacher.pk}/")
    page.get_by_label("Ida Ågård").check()
    page.get_by_label("Ib Berg").check()
    page.locator("#dock").get_by_role("button", name="Rejection").click()
    page.wait_for_url("**/runs/*/")
    page.get_by_label("Reason").select_option("others")
    page.get_by_role("button", name="Send 2 answers").click()
    page.get_by_role("heading", name="2 applicants rejected").wait_for()

    page.get_by_role("link", name="Back to the selection").click()
    page.wait_for_url(f"**/vacancies/{cast.teacher.pk}/")

    rows = [row.locator(".state").inner_text() for row in page.locator("[data-row]").all()]
    assert rows == ["Rejected"] * 2


def test_next_person_in_the_list_by_key(desk, cast, people):
    page = desk(f"/applications/{people[0].pk}/?list=")

    page.keyboard.press("j")
    page.wait_for_url(f"**/applications/{people[1].pk}/**")

    assert page.get_by_role("heading", level=1).inner_text() == "Ib Berg"
