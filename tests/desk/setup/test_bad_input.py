"""Strange text in every field of every form: a sentence or a page, never a broken one, and nothing runs."""

import pytest

from besked.models import SenderAddress
from tests.desk.handling.reading import read

STRANGE = [
    "\x00",
    "\u202eevil\u2028line",
    "<script>alert(1)</script>",
    "'; DROP TABLE besked_user; --",
    "{{ 7 * 7 }} {% now %} {name} {link:proof} %(name)s %s {0}",
    "9" * 400,
    "-1",
    "1e309",
    "٣",
    "x" * 60_000,
    "e" + "\u0301" * 500,
    "👩‍👩‍👧‍👦 日本語 العربية",
]


def pages(cast):
    sender = SenderAddress.objects.create(department=cast.school, address="skole@havnsund.example")
    return {
        "/settings/departments/new/": ".stack",
        f"/settings/departments/{cast.school.pk}/": ".stack",
        "/settings/staff/new/": ".card",
        f"/settings/staff/{cast.bo.pk}/": ".card",
        f"/settings/letters/{cast.school.pk}/receipt/da/": "#letter-form",
        f"/settings/letters/{cast.school.pk}/email/sv/preview/": "#letter-form",
        "/settings/reasons/new/": ".card",
        f"/settings/reasons/{cast.reason.pk}/": ".card",
        f"/settings/senders/?department={cast.school.pk}": ".card",
        f"/settings/senders/{sender.pk}/": ".card",
        f"/settings/signatures/?department={cast.school.pk}": ".card",
        "/settings/profile/": ".card",
        "/settings/profile/signatures/": ".card",
        "/vacancies/new/": "#vacancy-form",
        f"/vacancies/{cast.teacher.pk}/edit/": "#vacancy-form",
    }


def fields(client, address, mark):
    """The names of a form's fields."""
    page = read(client.get(address.replace("preview/", "")))
    wanted = {"id": mark[1:]} if mark.startswith("#") else {"class_": mark[1:]}
    form = next(one for one in page.all("form", **wanted) if one.attributes.get("method") == "post")
    named = [one for tag in ("input", "select", "textarea") for one in form.all(tag) if "name" in one.attributes]
    return sorted({one.attributes["name"] for one in named} - {"csrfmiddlewaretoken", "stamp"})


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_text_in_all_fields_gets_an_answer(anna, cast, text):
    answers = {}
    for address, mark in pages(cast).items():
        given = dict.fromkeys(fields(anna, address, mark), text)
        response = anna.post(address, given)
        answers[address] = (response.status_code, "<script>alert" in response.content.decode())

    odd = {address: found for address, found in answers.items() if found[0] not in (200, 302, 409, 422) or found[1]}
    assert odd == {}


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_button_or_search_gets_an_answer(anna, cast, text):
    given = {"do": text, "token": text, "version": text, "restore": text, "person": text, "look": text}
    letter = f"/settings/letters/{cast.school.pk}/receipt/da/"
    answers = [
        anna.post(f"/settings/staff/{cast.bo.pk}/act/", given).status_code,
        anna.post("/settings/profile/tokens/", given).status_code,
        anna.post(f"/settings/reasons/{cast.reason.pk}/act/", given).status_code,
        anna.post(f"{letter}act/", given).status_code,
        anna.post(f"{letter}preview/", given, headers={"HX-Request": "true"}).status_code,
        anna.post("/vacancies/new/", {**given, "deadline": text, "promise_days": text, "department": text}).status_code,
        anna.get("/settings/staff/", {"q": text[:5000], "page": text[:500], "state": text[:500]}).status_code,
    ]

    assert [status for status in answers if status not in (200, 302, 404)] == []
