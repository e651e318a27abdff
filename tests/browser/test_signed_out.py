"""Signed out while writing, in a real browser: the page says so, keeps what was typed, and goes on after signing in."""

import pytest

from besked.models import Message, Note, Run
from tests.cast import Cast, applies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def draft(open_page, sign_in, cast):
    """A rejection of Ida, opened by Bo."""
    ida = applies(cast.teacher)
    page = open_page(f"/actions/reject/?application={ida.pk}", cookies=[sign_in(cast.bo)])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/runs/*/")
    return page


def sign_out(page):
    """As an evening does it: the session is gone, the page stands open."""
    page.context.clear_cookies(name="sessionid")


def sign_in_beside(page):
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.locator("[name=login]").fill("bo@havnsund.example")
    other.locator("[name=password]").fill("sesam sesam")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.get_by_role("heading", name="owed an answer").wait_for()
    other.close()


def test_keeping_by_itself_says_that_the_session_ended_and_loses_nothing(draft, axe):
    sign_out(draft)
    draft.locator("#letter-body").fill("Kære Ida\n\nTak for snakken.")
    draft.get_by_label("Internal note").fill("Call her in spring")
    draft.get_by_label("Internal note").blur()
    draft.get_by_text("You have been signed out. Your text is still here").wait_for()
    found = axe(draft)
    sign_in_beside(draft)

    draft.get_by_label("Reason").select_option("others")
    draft.locator("#lost:empty").wait_for(state="attached")
    draft.get_by_role("button", name="Keep as draft").click()
    draft.get_by_text("Kept. You find it again").wait_for()

    assert found == []
    assert Run.objects.get().answers["note"] == "Call her in spring"
    assert draft.locator("#letter-body").input_value() == "Kære Ida\n\nTak for snakken."


def test_other_tab_of_letters_is_not_emptied_by_a_lost_session(draft):
    sign_out(draft)
    draft.locator("#letter-subject").fill("Mit emne")

    draft.get_by_role("button", name="Danish 1").click()
    draft.get_by_text("You have been signed out. Your text is still here").wait_for()

    assert draft.locator("#letter-subject").input_value() == "Mit emne"


@pytest.mark.parametrize("scripts", [True, False])
def test_whole_form_after_the_session_is_sent_again(open_page, sign_in, cast, axe, scripts):
    ida = applies(cast.teacher)
    page = open_page(f"/applications/{ida.pk}/", cookies=[sign_in(cast.bo)], scripts=scripts, width="phone")
    sign_out(page)
    page.get_by_label("Note", exact=True).fill("She sings, and plays the cello every Sunday.")
    page.get_by_role("button", name="Add note").click()
    page.get_by_role("heading", name="You have been signed out").wait_for()
    found = axe(page) if scripts else []
    sign_in_beside(page)

    page.get_by_role("button", name="Press again").click()
    if not scripts:  # the page's token is older than the session: one more press
        page.get_by_role("heading", name="The page was too old").wait_for()
        page.get_by_role("button", name="Press again").click()
    page.get_by_role("heading", name="Ida Ågård").wait_for()

    assert found == []
    assert [note.text for note in Note.objects.all()] == ["She sings, and plays the cello every Sunday."]


def test_server_that_fails_is_told(draft):
    draft.route("**/runs/*/", lambda route: route.fulfill(status=503, body=""))

    draft.get_by_label("Internal note").fill("x")
    draft.get_by_label("Internal note").blur()

    draft.get_by_text("this is not kept yet. Your text is still here").wait_for()
    assert Message.objects.filter(kind="rejection").count() == 0
