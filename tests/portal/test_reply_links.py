"""What mail programs and link scanners make of an address; whom it opens for; what it tells others."""

import pytest
from django.test import Client

from besked.models import Candidate, Link
from tests.cast import act, applies, vacancy
from tests.portal.mailed import invite, mailed

UNCOMMON = ["/reply/", "/reply/abc", "/reply/abc/def/", f"/reply/{'A' * 43}/", f"/reply/{'A' * 43}/withdraw/"]


def test_link_that_is_not_complete_says_what_to_do(client, guest):
    cut = [f"/reply/{guest.token[:length]}{end}" for length in (1, 20, 42) for end in ("", "/", "/withdraw/")]
    strange = [f"/reply/{guest.token.swapcase()}/", "/reply/%00/", "/reply/\u0660/", f"/reply/{guest.token}/x/y/z/"]

    for path in [*UNCOMMON, *cut, *strange[:3]]:
        response = client.get(path, follow=True)
        assert (response.status_code, "This link is not complete" in response.text) == (404, True), path
        assert "copy the whole address, to its very end" in response.text


@pytest.mark.parametrize(
    "written",
    [
        "{}",  # without its last sign
        "{}/>",
        "{}/%3E",
        "{}>/",
        "{}./",
        "{}=/",
        "{}%20/",
        "{}&data=05%7C02/",
        "{}xyz/",
        "{}/index.html",
    ],
)
def test_link_with_something_behind_it_still_opens(client, guest, written):
    response = client.get(f"/reply/{written.format(guest.token)}", follow=True)

    assert (response.status_code, response.request["PATH_INFO"].startswith("/reply/")) == (200, True)
    assert "Hello, Ida." in response.text


@pytest.mark.parametrize("between", ["%0D%0A", "%0A", "%20", "%09", "=%0D%0A", "%0D%0A%20%20"])
def test_link_that_was_broken_over_two_lines_still_opens(client, guest, between):
    broken = guest.token[:20] + between + guest.token[20:]

    assert client.get(f"/reply/{broken}/").status_code == 200
    assert client.get(f"/reply/{broken}", follow=True).status_code == 200


def test_answer_to_a_broken_address_changes_nothing(client, guest):
    response = client.post(f"/reply/{guest.token}/x/", {**guest.form(client), "answer": "accepted"})

    assert (response.status_code, guest.again().reply) == (404, "awaiting")


def test_whoever_tries_many_links_is_slowed_down(client, guest):
    place = {"REMOTE_ADDR": "203.0.113.91"}

    answers = [client.get(f"/reply/guess{n}/", **place).status_code for n in range(21)]

    assert answers == [404] * 20 + [429]
    assert client.get(guest.page, **place).status_code == 200


def test_headers_keep_the_link_to_ourselves(client, guest):
    paths = [guest.page, guest.withdrawing, f"{guest.page}interview.ics", f"/reply/{guest.token}", *UNCOMMON]

    for path in paths:
        headers = client.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in headers["Cache-Control"], path


def test_page_names_no_other_host_and_no_token_but_its_own(client, guest):
    text = client.get(guest.page).text

    assert ("http://" in text, "https://" in text, "<iframe" in text) == (False, False, False)


def test_links_of_one_purpose_open_nothing_of_the_other(client, cast, guest):
    ida = mailed(guest.application)

    assert client.get(f"/reply/{ida.token}/").status_code == 404
    assert client.get(f"/me/{guest.token}/").status_code == 404


def test_link_of_a_letter_without_an_interview_is_not_found(client, guest):
    guest.link.message.interview = None
    guest.link.message.save()

    assert client.get(guest.page).status_code == 404


def test_own_page_leads_to_the_same_answers(client, guest):
    ida = mailed(guest.application)
    page = f"{ida.page}interview/{guest.interview.pk}/"

    own = client.get(ida.page).text
    response = client.post(page, {**guest_form(client, page), "answer": "other_time", "text": "Fridays"})

    assert (f'href="{page}"' in own, "Answer the invitation" in own, "10:00–10:45" in own) == (True, True, True)
    assert (response.status_code, response.url) == (302, page)
    assert (guest.again().reply, guest.again().reply_text) == ("other_time", "Fridays")
    assert "Contact me for new appointment" in client.get(ida.page).text
    assert guest.token not in client.get(page).text


def guest_form(client, page):
    context = client.get(page).context
    return {"seal": context["visit"].seal, "revision": context["interview"].revision}


def test_own_page_withdraws_by_its_own_way(client, guest):
    ida = mailed(guest.application)
    page = f"{ida.page}interview/{guest.interview.pk}/"

    response = client.post(page, {**guest_form(client, page), "answer": "withdraw"})

    assert response.url == ida.withdrawing
    assert client.get(f"{page}interview.ics").status_code == 200


def test_own_page_shows_interviews_of_others_to_nobody(client, cast, guest):
    bea = invite(cast, applies(cast.teacher, "Bea Berg", "en"), time="11:00")
    ida = mailed(guest.application)

    for pk in (bea.interview.pk, 10**18):
        assert client.get(f"{ida.page}interview/{pk}/").status_code == 404
        assert client.get(f"{ida.page}interview/{pk}/interview.ics").status_code == 404


def test_own_other_interview_is_there_once_the_address_is_proven(client, cast, guest):
    bea = invite(cast, applies(vacancy(cast.school, cast.bo), "Ida Berg", "en"), time="11:00")
    ida = mailed(guest.application)
    type(bea.application).objects.filter(pk=bea.application.pk).update(candidate=guest.application.candidate)
    page = f"{ida.page}interview/{bea.interview.pk}/"

    before = client.get(page).status_code
    Candidate.objects.update(email_proven_at="2026-11-23T09:00:00Z")
    after = client.get(page)

    assert (before, after.status_code, "11:00–11:45" in after.text) == (404, 200, True)
    assert client.post(page, {**guest_form(client, page), "answer": "accepted"}).status_code == 302
    assert (bea.again().reply, guest.again().reply) == ("accepted", "awaiting")


def test_own_page_shows_no_interview_of_a_decided_application(client, cast, guest):
    ida = mailed(guest.application)
    act("reject", cast.bo_acts, [guest.application], answers={"type": "review", "reason": cast.reason.slug})

    assert "10:00–10:45" not in client.get(ida.page).text


def test_link_row_is_never_changed_by_use(guest):
    before = list(Link.objects.values())

    guest.press(Client(), answer="accepted")

    assert list(Link.objects.values()) == before
