"""Applying in a real browser: from the list to the thanks, on a phone, without scripts, in the dark."""

import re

import pytest

from besked.models import Application, Candidate, Document
from tests.cast import Cast, applies, vacancy
from tests.documents.made import pdf
from tests.portal.mailed import mailed

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("desk", "light"), ("phone", "light"), ("phone", "dark")]


@pytest.fixture
def job():
    """A job that is open whatever the day is."""
    cast = Cast()
    return vacancy(cast.school, cast.bo, deadline=None, place="Lindevang")


@pytest.fixture
def ida(job):
    return mailed(applies(job, "Ida Ågård", "da", email="ida@example.com"))


def fill(page):
    page.get_by_label("Given name").fill("Ida")
    page.get_by_label("E-mail").fill("ida@example.com")
    page.get_by_label("Your application").fill("Jeg vil gerne.")


def choose(page, label, *files):
    page.get_by_label(label).set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_person_finds_a_job_and_applies(open_page, job, scripts):
    page = open_page("/jobs/", width="phone", scripts=scripts)

    page.locator(f'a[href="/jobs/{job.slug}/"]').click()
    page.get_by_role("link", name="Apply for this job").first.click()
    fill(page)
    choose(page, "CV", ("cv.pdf", pdf()))
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()
    page.reload()

    assert page.get_by_role("heading", level=1).inner_text() == "Thank you, Ida."
    assert list(Document.objects.values_list("name", flat=True)) == ["cv.pdf"]


@pytest.mark.parametrize("scripts", [True, False])
def test_error_loses_neither_words_nor_files(open_page, job, scripts):
    page = open_page(f"/jobs/{job.slug}/apply/", width="phone", scripts=scripts)
    fill(page)
    page.get_by_label("E-mail").fill("ida@localhost")
    choose(page, "CV", ("cv.pdf", pdf()))
    choose(page, "Other files", ("a.txt", b"A"), ("b.txt", b"B"))

    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="One answer needs another look").wait_for()
    page.get_by_role("link", name=re.compile("E-mail: Mail can")).click()
    assert page.evaluate("document.activeElement.name") == "email"
    page.get_by_label("E-mail").fill("ida@example.com")
    page.get_by_role("checkbox", name="Leave out a.txt").check()
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()

    assert Application.objects.get().letter == "Jeg vil gerne."
    assert list(Document.objects.values_list("name", flat=True)) == ["cv.pdf", "b.txt"]


def test_double_click_is_one_application(open_page, job):
    page = open_page(f"/jobs/{job.slug}/apply/")
    fill(page)

    page.get_by_role("button", name="Send my application").dblclick()
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()

    assert Application.objects.count() == 1


def test_chosen_files_are_listed_with_their_size(open_page, job):
    page = open_page(f"/jobs/{job.slug}/apply/")

    choose(page, "Other files", ("a.txt", b"x" * 2000), ("big.txt", b"x" * 11_000_000))

    assert page.locator("[data-chosen] li").all_text_contents() == [
        "a.txt 2 kB",
        "big.txt 11 MB: too large, please choose a smaller one",
    ]


def test_leaving_a_written_form_is_asked_about_and_sending_is_not(open_page, job):
    page, asked = open_page(f"/jobs/{job.slug}/apply/"), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("link", name="Back to the advert").click()
    page.get_by_role("link", name="Apply for this job").first.click()
    fill(page)
    page.get_by_role("link", name="Back to the advert").click()
    page.wait_for_url(f"**/jobs/{job.slug}/")
    page.get_by_role("link", name="Apply for this job").first.click()
    fill(page)
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()

    assert asked == ["beforeunload"]


def test_form_is_filled_in_by_keyboard_alone(open_page, job):
    page = open_page(f"/jobs/{job.slug}/apply/")
    page.get_by_label("Given name").focus()

    for text in ("Ida", "Ågård", "ida@example.com", "12345678", "Jeg vil gerne."):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Send my application").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()

    assert Candidate.objects.values_list("family_name", "mobile").get() == ("Ågård", "+4512345678")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_public_pages_are_accessible_and_fit(open_page, axe, job, width, scheme):
    page = open_page("", width=width, scheme=scheme)
    found = {}

    for path in ("/jobs/", "/jobs/?q=nothing", f"/jobs/{job.slug}/", f"/jobs/{job.slug}/apply/"):
        page.goto(path)
        found[path] = axe(page), fits(page)
    page.evaluate("document.querySelector('form[data-leave]').noValidate = true")
    choose(page, "Other files", ("a.txt", b"A"), ("b.exe", b"\0MZ"))
    page.get_by_role("button", name="Send my application").click()
    page.locator("#errors").wait_for()
    found["errors"] = axe(page), fits(page)
    fill(page)
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Thank you, Ida.").wait_for()
    found["thanks"] = axe(page), fits(page)

    assert found == dict.fromkeys(found, ([], True))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_own_page_is_accessible_and_fits(open_page, axe, ida, width, scheme):
    page = open_page(ida.page, width=width, scheme=scheme)
    found = {"asked": (axe(page), fits(page))}

    for path in (ida.withdrawing, "/me/unknown/"):
        page.goto(path)
        found[path] = axe(page), fits(page)

    assert found == dict.fromkeys(found, ([], True))


@pytest.mark.parametrize("scripts", [True, False])
def test_applicant_confirms_withdraws_and_returns(open_page, ida, scripts):
    """With a real browser, which hides where a form comes from once a page asks for no referrer."""
    page = open_page(f"{ida.page}?language=en", width="phone", scripts=scripts)

    page.get_by_role("button", name="Yes, this is my address").click()
    page.get_by_text("Your address is confirmed").wait_for()
    page.get_by_role("link", name="I want to withdraw this application").click()
    page.get_by_role("button", name="Send my choice").click()
    page.get_by_text("Choose one of the two answers.").wait_for()
    page.get_by_role("radio", name="I withdraw my application").check()
    page.get_by_role("button", name="Send my choice").click()
    page.get_by_text("You have withdrawn your application.").wait_for()
    assert ida.again().status == "withdrawn"
    page.get_by_role("button", name="Take my withdrawal back").click()
    page.get_by_text("We have your application and are reading it.").wait_for()

    assert ida.again().status == "new"


def test_robot_that_presses_every_first_button_withdraws_nobody(open_page, ida):
    page = open_page(ida.withdrawing)

    for _ in range(3):
        page.locator("button").first.click()
        page.wait_for_load_state()

    assert ida.again().status == "new"


def test_pages_fit_at_400_percent(open_page, job, ida):
    page = open_page("/jobs/")
    page.set_viewport_size({"width": 320, "height": 256})

    for path in ("/jobs/", f"/jobs/{job.slug}/", f"/jobs/{job.slug}/apply/", ida.page, ida.withdrawing):
        page.goto(path)
        assert fits(page), path


def test_console_is_quiet_under_the_strict_policy(open_page, job, ida):
    page, heard = open_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))

    for path in ("/jobs/", f"/jobs/{job.slug}/", f"/jobs/{job.slug}/apply/", ida.page):
        page.goto(path)

    assert heard == []
