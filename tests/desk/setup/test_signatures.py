"""Signatures of a department and one's own, with what stands under a letter."""

from besked.models import Signature
from tests.desk.handling.reading import read


def under(response):
    return [one.text for one in read(response).all("div", class_="under")]


def test_department_keeps_its_signatures(anna, cast):
    anna.post(f"/settings/signatures/?department={cast.school.pk}", {"da": "Hilsen\r\n{sender_name}", "sv": " "})

    assert list(Signature.objects.values_list("department", "user", "language", "text")) == [
        (cast.school.pk, None, "da", "Hilsen\n{sender_name}")
    ]


def test_signature_shows_as_under_a_letter(anna, cast):
    Signature.objects.create(department=cast.organisation, language="da", text="Hilsen\n{sender_name}\n{sender_title}")

    shown = under(anna.get(f"/settings/signatures/?department={cast.school.pk}"))

    assert shown[0] == "Hilsen Anna Holm"
    assert shown[4] == "Kind regards, Anna Holm Havnsund"


def test_open_word_is_refused_and_kept(anna, cast):
    response = anna.post(f"/settings/signatures/?department={cast.school.pk}", {"da": "{boss}"})

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", class_="field-error").text == "{boss} can't be filled in: no such word."
    assert page.one("textarea", name="da").text == "{boss}"


def test_own_signatures_are_one_s_own(client, cast):
    client.force_login(cast.rune)

    client.post("/settings/profile/signatures/", {"nl": "Groet, Rune"})

    assert list(Signature.objects.values_list("user", "department", "language", "text")) == [
        (cast.rune.pk, None, "nl", "Groet, Rune")
    ]
