"""The application page: how it stands, what can be done, what happened, who else this is."""

import datetime as dt
import io

import pytest
import time_machine

from besked.documents import store
from besked.models import Document, Note, Reason
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read

ANSWERS = {"type": "interview1", "reason": "others"}


def facts(page):
    rows = page.one("dl", class_="wide-facts").all("div")
    return {row.one("dt").text: row.one("dd").text for row in rows}


def test_head_says_how_it_stands(bo, cast):
    ida = applies(cast.teacher, email="ida@example.com", now=NOW - dt.timedelta(days=6))

    page = read(bo.get(f"/applications/{ida.pk}/"))

    assert page.one("h1").text == "Ida Ågård"
    assert page.one("p", class_="state-sentence").text == "Waiting 6 days. Promise: 15 working days left."
    assert facts(page) == {
        "Status": "New",
        "Job offer sent": "No",
        "Received": "17 Nov 2026, 10:00",
        "Language": "Danish",
        "E-mail": "ida@example.com",
        "Mobile": "None",
    }
    assert page.one("a", href="mailto:ida@example.com").text == "ida@example.com"


def test_head_shows_the_stage_and_when_the_letter_leaves(bo, cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers=ANSWERS)

    page = read(bo.get(f"/applications/{ida.pk}/"))

    assert facts(page)["Status"] == "Rejected · after 1st interview"
    assert page.one("p", class_="state-sentence").text == "Decided. The letter leaves at 23 Nov 2026, 10:10."


def test_withdrawal_is_no_answer(bo, cast):
    ida = applies(cast.teacher)
    act("withdraw", cast.bo_acts, [ida])

    page = read(bo.get(f"/applications/{ida.pk}/"))

    assert page.one("p", class_="state-sentence").text == "No answer is owed since 23 Nov 2026."


def test_rejected_person_who_is_kept_is_shown_as_saved_until_that_is_taken_back(bo, cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers=ANSWERS)
    run = act("save", cast.bo_acts, [ida]).run

    kept = facts(read(bo.get(f"/applications/{ida.pk}/")))["Status"]
    bo.post(f"/runs/{run}/undo/")

    assert kept == "Rejected · after 1st interview Saved"
    assert facts(read(bo.get(f"/applications/{ida.pk}/")))["Status"] == "Rejected · after 1st interview"


def test_late_answer_says_so(bo, cast):
    ida = applies(cast.teacher)

    with time_machine.travel(NOW + dt.timedelta(days=23), tick=False):  # Wednesday; promised by Monday 14 December
        bo.force_login(cast.bo)
        page = read(bo.get(f"/applications/{ida.pk}/"))

    assert page.one("p", class_="warn-text").text == "Waiting 23 days. The answer is 2 working days late."


def test_menu_is_in_order_with_reasons(bo, cast):
    ida = applies(cast.teacher)
    act("withdraw", cast.bo_acts, [ida])

    menu = read(bo.get(f"/applications/{ida.pk}/")).one("div", class_=["menu-box", "wide-menu"][1])

    assert [item.one("span").text for item in menu.all("", class_="menu-item")] == [
        "Withdrawn Not possible: Withdrawn.",
        "Send e-mail A letter of your own. It changes no status and does not count as an answer.",
        "Invite to interview Not possible: Withdrawn.",
        "Rejection Not possible: Withdrawn.",
        "Save application Marks the applicant as excellent for other vacancies. An answer is still owed.",
        "Transfer Only the person moves, with the CV; never the application text or the vacancy's questions.",
    ]


def test_reader_sees_the_reason_instead_of_buttons(client, cast):
    ida = applies(cast.teacher)
    client.force_login(cast.rune)

    page = read(client.get(f"/applications/{ida.pk}/"))

    words = [item.one("small").text for item in page.one("", class_="wide-menu").all("p", class_="menu-item")]
    assert words == ["You don't have the right to do this."] * 6
    assert list(page.all("button", class_="menu-item", formaction="x")) == []
    assert list(page.all("textarea")) == []


def test_stranger_finds_nothing(client, cast):
    ida = applies(cast.teacher)
    client.force_login(cast.carla)

    assert client.get(f"/applications/{ida.pk}/").status_code == 404


def test_timeline_tells_newest_first_and_filters(bo, cast):
    ida = applies(cast.teacher, now=NOW - dt.timedelta(days=2))
    Note.objects.create(application=ida, author=cast.bo, text="Good with fractions", at=NOW - dt.timedelta(days=1))
    result = act("reject", cast.bo_acts, [ida], answers=ANSWERS)

    whole, notes, letters = (
        [line.words for line in bo.get(f"/applications/{ida.pk}/{show}").context["entries"]]
        for show in ("", "?show=notes", "?show=letters")
    )

    assert result.messages == 1
    assert sorted(whole[:2]) == ["Bo Holm rejected Ida Ågård", "Svar efter samtalen: Lærer"]
    assert whole[2] == "Good with fractions"
    assert sorted(whole[3:]) == ["Ida Ågård applied", "Vi har fået din ansøgning: Lærer"]
    assert notes == ["Good with fractions"]
    assert letters == ["Svar efter samtalen: Lærer", "Vi har fået din ansøgning: Lærer"]


def test_timeline_keeps_what_was_taken_back(bo, cast, draft):
    ida = applies(cast.teacher)
    run = draft("save", [ida])
    bo.post(run, {"do": "perform"})
    bo.post(f"{run}undo/")

    page = read(bo.get(f"/applications/{ida.pk}/?show=events"))

    lines = [line.text for line in page.one("ol", class_="timeline").all("li")]
    assert sorted(line.split(" ·")[0] for line in lines) == [
        "Bo Holm saved Ida Ågård in the CV database taken back",
        "Bo Holm took back: Save application",
        "Ida Ågård applied",
    ]


def test_same_address_is_only_possibly_the_same_person(client, cast):
    ida = applies(cast.teacher, email="both@example.com")
    other = applies(cast.nurse, "Ida Ågård", email="both@example.com")
    client.force_login(cast.bo)
    narrow = client.get(f"/applications/{ida.pk}/").context["others"]
    cast.bo.rights = [*cast.bo.rights, "other-applications"]
    cast.bo.save()
    wide = client.get(f"/applications/{ida.pk}/").context["others"]

    assert (list(narrow.certain), list(narrow.possible)) == ([], [])
    assert [(one.application.pk, one.is_open) for one in wide.possible] == [(other.pk, False)]
    assert client.get(f"/applications/{other.pk}/").status_code == 404


def test_other_application_of_the_same_person_is_linked(bo, cast):
    ida = applies(cast.teacher)
    act("transfer", cast.anna_acts, [ida], answers={"vacancy": cast.nurse.pk, "copy": True})
    bo.force_login(cast.anna)

    certain = bo.get(f"/applications/{ida.pk}/").context["others"].certain

    assert [(one.application.vacancy_id, one.is_open) for one in certain] == [(cast.nurse.pk, True)]


def test_neighbours_follow_the_list_it_was_opened_from(bo, cast):
    first, second, third = (applies(cast.teacher, f"Ida{n} Berg", now=NOW + dt.timedelta(seconds=n)) for n in range(3))
    act("withdraw", cast.bo_acts, [second])

    page = read(bo.get(f"/applications/{first.pk}/?list=status%3Dnew"))
    alone = read(bo.get(f"/applications/{first.pk}/"))

    link = page.one("a", rel="next")
    assert (link.text, link.attributes["href"]) == ("Next: Ida2 Berg", f"/applications/{third.pk}/?list=status%3Dnew")
    assert list(page.all("a", rel="prev")) == []
    assert list(alone.all("a", rel="next")) == []


@pytest.mark.parametrize(
    ("sort", "names"), [("newest", ("Cilla Dahl", "Anna Berg")), ("name", ("Anna Berg", "Cilla Dahl"))]
)
def test_neighbours_follow_the_order_of_the_list(bo, cast, sort, names):
    people = [
        applies(cast.teacher, name, now=NOW + dt.timedelta(seconds=place))
        for place, name in enumerate(("Anna Berg", "Bo Cederlund", "Cilla Dahl"))
    ]

    near = bo.get(f"/applications/{people[1].pk}/?list=sort%3D{sort}").context["near"]

    assert (near.before.name, near.after.name) == names


@pytest.mark.parametrize("listed", ["rank%3D9", "q%3Dida%26status%3Dnew", "q%3D%2B", "sort%3Dodd%26status%3D%2500"])
def test_list_of_nobody_else_has_no_neighbours(bo, cast, listed):
    ida = applies(cast.teacher)

    assert bo.get(f"/applications/{ida.pk}/?list={listed}").context["near"] == (None, None)


def test_documents_show_text_state_and_pages(bo, cast):
    ida = applies(cast.teacher)
    for name, state, text, pages in (("cv.pdf", "done", "Teacher since 2019", 2), ("scan.pdf", "none", "", 1)):
        document(ida, name, text_state=state, text=text, pages=pages)

    page = read(bo.get(f"/applications/{ida.pk}/"))

    papers = page.one("section", id="papers")
    assert [one.text for one in papers.all("h3")] == ["CV: cv.pdf", "CV: scan.pdf"]
    assert [one.text for one in papers.all("div", class_="prose")] == ["Teacher since 2019"]
    assert len(list(papers.all("img"))) == 3
    assert [one.text for one in papers.all("p")] == [
        "There is no text in it that could be read, perhaps it is a scan. See its pages."
    ]


def document(application, name="cv.pdf", **fields):
    made = {"kind": "cv", "content_type": "application/pdf", "size": 1, "key": "0" * 32, "sha256": "", **fields}
    return Document.objects.create(
        application=application, candidate=application.candidate, name=name, created_at=NOW, **made
    )


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_with_one_and_three_of_everything(bo, cast, number, django_assert_num_queries):
    Reason.objects.create(slug="else", labels={"en": "Something else"})
    ida = applies(cast.teacher, email="ida@example.com")
    for place in range(number):
        document(ida)
        Note.objects.create(application=ida, author=cast.bo, text="Note", at=NOW)
        act("email", cast.bo_acts, [ida], answers={"subject": "Hello", "body": "Text"})
        applies(cast.teacher, f"Ib{place} Berg", email="ida@example.com")

    bo.get("/outbox/")
    with django_assert_num_queries(11):
        response = bo.get(f"/applications/{ida.pk}/?list=status%3Dnew")

    assert len(response.context["entries"]) == 2 + 3 * number


def test_letter_of_a_stranger_is_text_and_nothing_else(bo, cast):
    ida = applies(cast.teacher, letter="<script>alert(1)</script>\n{{ 7 }}")

    html = bo.get(f"/applications/{ida.pk}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;\n{{ 7 }}" in html


def test_download_is_an_attachment_in_a_sandbox(bo, cast):
    kept = store.save(io.BytesIO(b"%PDF-1.4"))
    cv = document(applies(cast.teacher), "mit cv Ågård.pdf", key=kept.key)

    response = bo.get(f"/documents/{cv.pk}/")

    assert b"".join(response) == b"%PDF-1.4"
    response.close()
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''mit%20cv%20%C3%85g%C3%A5rd.pdf"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
