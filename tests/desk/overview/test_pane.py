"""The reading pane: one application in brief, for those who may see it."""

import pytest

from besked.desk.overview.pane import Excerpt, excerpt
from besked.models import Document, Note
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ida(cast):
    ida = applies(cast.teacher, letter="I teach physics.\nAnd music.", email="ida@example.com")
    Document.objects.create(
        application=ida, candidate=ida.candidate, kind="cv", name="cv.pdf", content_type="application/pdf",
        size=1024, key="k", sha256="", text="Born in Aarhus.", text_state="done", created_at=NOW,
    )  # fmt: skip
    Note.objects.create(application=ida, author=cast.bo, text="Calm.", at=NOW)
    return ida


def pane(client, application, query=""):
    return client.get(f"/vacancies/{application.vacancy_id}/pane/{application.pk}/{query}", headers=HTMX)


def test_pane_shows_the_application_in_brief(bo, ida):
    page = read(pane(bo, ida))

    assert page.one("h2").text == "Ida Ågård"
    assert page.one("p", class_="state-sentence").text == "Came today. Promise: 15 working days left."
    assert page.one("dl", class_="facts").text == "Received 23 Nov 2026, 10:00 E-mail ida@example.com Notes 1 note"
    assert [one.text for one in page.all("p", class_="pre-line")] == ["I teach physics. And music.", "Born in Aarhus."]
    assert page.one("ul", class_="tight").text == "cv.pdf CV · 1.0 KB"


def test_pane_is_a_part_and_not_a_page(bo, ida):
    response = pane(bo, ida)

    assert b"<html" not in response.content
    assert response.headers["Vary"].startswith("HX-Request")


def test_pane_alone_leads_to_the_application(bo, ida):
    response = bo.get(f"/vacancies/{ida.vacancy_id}/pane/{ida.pk}/")

    assert (response.status_code, response.url) == (302, f"/applications/{ida.pk}/")


def test_pane_comes_back_to_the_list_as_it_was(bo, ida):
    page = read(pane(bo, ida, "?list=status%3Dnew%26sort%3Dname"))

    assert {one.attributes["value"] for one in page.all("input", name="back")} == {
        f"/vacancies/{ida.vacancy_id}/?status=new&sort=name&open={ida.pk}"
    }
    assert page.one("h2").one("a").attributes["href"] == f"/applications/{ida.pk}/?list=status%3Dnew%26sort%3Dname"


def test_pane_offers_what_is_possible(bo, cast, ida):
    before = [one.attributes["data-key"] for one in read(pane(bo, ida)).all("button") if "data-key" in one.attributes]
    act("withdraw", cast.bo_acts, [ida])
    after = [one.attributes["data-key"] for one in read(pane(bo, ida)).all("button") if "data-key" in one.attributes]

    assert (before, after) == (["r", "i", "e", "s"], ["e", "s"])


def test_pane_of_another_vacancy_is_not_found(bo, cast, ida):
    assert bo.get(f"/vacancies/{cast.nurse.pk}/pane/{ida.pk}/", headers=HTMX).status_code == 404


def test_pane_of_a_stranger_is_not_found(signed_in, ida):
    assert pane(signed_in("carla"), ida).status_code == 404


def test_text_of_a_stranger_is_escaped(bo, cast):
    ida = applies(cast.teacher, letter="<script>alert(1)</script>")

    assert b"<script>" not in pane(bo, ida).content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Excerpt("", more=False)),
        (" short ", Excerpt("short", more=False)),
        ("one two three", Excerpt("one two", more=True)),
        ("x" * 12, Excerpt("x" * 10, more=True)),
    ],
)
def test_excerpt_is_cut_between_words(text, found):
    assert excerpt(text, 10) == found
