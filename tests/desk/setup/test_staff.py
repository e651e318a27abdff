"""Staff on the page: adding with an invitation, rights and departments, tokens, the end of access."""

import re

import pytest

from besked.lib.tokens import token_hash
from besked.models import PRESETS, ApiToken, Level, Membership, Message, Right, User
from tests.cast import user
from tests.desk.handling.reading import read

NEW = {
    "given_name": "Nora",
    "family_name": "Ny",
    "email": " Nora.Ny@Havnsund.example ",
    "title": "",
    "phone": "",
    "language": "sv",
    "level": "limited",
    "rights": sorted(PRESETS[Level.LIMITED]),
}


@pytest.fixture
def dora(client, cast):
    """A department administrator of the school, signed in."""
    client.force_login(user("dora", "department", cast.school))
    return client


def kept(client, person, **changes):
    """The person's form as the page gives it, with some fields changed."""
    form = next(read(client.get(f"/settings/staff/{person.pk}/")).all("form", class_="card"))
    ticked = [one for one in form.all("input") if "checked" in one.attributes]
    values = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") not in ("checkbox", "radio")
    }
    for name in ("rights", "places", "below"):
        values[name] = [one.attributes["value"] for one in ticked if one.attributes["name"] == name]
    level = next(one.attributes["value"] for one in ticked if one.attributes["name"] == "level")
    return {**values, "level": level, "language": "en", **changes}


def test_new_colleague_is_invited_without_a_password(anna, cast):
    response = anna.post("/settings/staff/new/", {**NEW, "places": [cast.school.pk]})

    nora = User.objects.get(email="nora.ny@havnsund.example")
    assert (response.status_code, nora.has_usable_password(), sorted(nora.rights)) == (302, False, NEW["rights"])
    assert list(nora.memberships.values_list("department", "with_below")) == [(cast.school.pk, True)]
    mail = Message.objects.get(kind="invitation")
    assert (mail.to, mail.language, mail.sender, mail.author, mail.is_sensitive) == (
        "nora.ny@havnsund.example",
        "sv",
        "job@havnsund.example",
        cast.anna,
        True,
    )


def test_invitation_link_lets_them_choose_a_password(anna, client, cast):
    anna.post("/settings/staff/new/", {**NEW, "language": "en", "places": [cast.school.pk]})
    client.logout()
    link = re.search(r"http://\S+/password/reset/key/\S+", Message.objects.get(kind="invitation").body)[0]

    page = client.get(link.replace("http://127.0.0.1:8000", ""), follow=True)
    chosen = {"password1": "a long new password", "password2": "a long new password"}
    client.post(page.redirect_chain[-1][0], chosen)

    assert User.objects.get(email="nora.ny@havnsund.example").check_password("a long new password")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "anna@havnsund.example"}, "Somebody else signs in with this address."),
        ({"email": "nowhere"}, "This is not a valid e-mail address."),
        ({"email": "a@b.example, c@d.example"}, "This is not a valid e-mail address."),
        ({"phone": "12"}, "This number can't be called. Write it with its country code."),
        ({"given_name": "\u202e"}, "This field is required."),
    ],
)
def test_bad_person_gets_a_sentence_and_keeps_what_was_typed(anna, cast, changes, words):
    response = anna.post("/settings/staff/new/", {**NEW, "title": "Rektor", "places": [cast.school.pk], **changes})

    page = read(response)
    assert (response.status_code, page.one("div", class_="field-error").text) == (422, words)
    assert page.one("input", name="title").attributes["value"] == "Rektor"
    assert User.objects.count() == 5


def test_person_without_a_department_gets_a_sentence(anna):
    response = anna.post("/settings/staff/new/", NEW)

    assert read(response).one("div", id="errors").one("li").text == "Choose at least one department."
    assert Message.objects.count() == 0


def test_level_ticks_its_rights_without_scripts(anna):
    response = anna.post("/settings/staff/new/", {**NEW, "level": "reader", "preset": "1"})

    page = read(response)
    ticked = [b.attributes["value"] for b in page.all("input", name="rights") if "checked" in b.attributes]
    assert ticked == [Right.ALL_VACANCIES]
    assert page.one("input", name="given_name").attributes["value"] == "Nora"
    assert not User.objects.filter(given_name="Nora").exists()


def test_every_right_is_offered_to_an_administrator(anna):
    boxes = read(anna.get("/settings/staff/new/")).all("input", name="rights")

    assert sorted(box.attributes["value"] for box in boxes) == sorted(Right.values)


def test_single_right_is_added_and_the_level_says_adjusted(anna, cast):
    given = kept(anna, cast.bo)

    anna.post(f"/settings/staff/{cast.bo.pk}/", {**given, "rights": [*given["rights"], "sms"]})

    assert User.objects.get(pk=cast.bo.pk).has(Right.SMS)
    page = read(anna.get(f"/settings/staff/{cast.bo.pk}/"))
    assert "Mid-level access, adjusted" in page.one("p", class_="meta").text


def test_department_without_those_under_it(anna, cast):
    given = kept(anna, cast.bo)

    anna.post(f"/settings/staff/{cast.bo.pk}/", {**given, "places": [cast.organisation.pk], "below": []})

    assert list(Membership.objects.filter(user=cast.bo).values_list("department", "with_below")) == [
        (cast.organisation.pk, False)
    ]


def test_right_beyond_one_s_own_is_not_offered(dora, cast):
    boxes = read(dora.get("/settings/staff/new/")).all("input", name="rights")
    assert "administer" not in {box.attributes["value"] for box in boxes}

    given = {**NEW, "rights": ["administer"], "places": [cast.school.pk]}
    assert dora.post("/settings/staff/new/", given).status_code == 422
    assert dora.post("/settings/staff/new/", {**NEW, "places": [cast.care.pk]}).status_code == 422
    assert User.objects.count() == 6


def test_somebody_with_more_can_be_looked_at_only(dora, cast):
    Membership.objects.create(user=cast.anna, department=cast.school)
    address = f"/settings/staff/{cast.anna.pk}/"

    page = read(dora.get(address))
    dora.post(address, {**NEW, "places": [cast.school.pk]})
    dora.post(f"{address}act/", {"do": "deactivate"})

    assert page.one("div", class_="notice").text.startswith("Anna Holm has rights or departments that you don't have.")
    fresh = User.objects.get(pk=cast.anna.pk)
    assert (fresh.email, fresh.is_active) == ("anna@havnsund.example", True)


def test_last_administrator_can_not_be_made_less(anna, cast):
    given = kept(anna, cast.anna)

    response = anna.post(f"/settings/staff/{cast.anna.pk}/", {**given, "level": "mid", "rights": ["email"]})

    assert read(response).one("div", id="errors").one("li").text == (
        "At least one administrator must remain. Make somebody else an administrator first."
    )


def test_two_editors_of_one_person_notice_each_other(anna, cast):
    first = kept(anna, cast.bo, title="Rektor")
    anna.post(f"/settings/staff/{cast.bo.pk}/", kept(anna, cast.bo, rights=["email"]))

    response = anna.post(f"/settings/staff/{cast.bo.pk}/", first)

    assert read(response).one("div", id="errors").one("li").text == (
        "Somebody else saved this after you opened it: Rights. Save again to keep what you typed."
    )


def test_access_ends_and_returns(anna, cast):
    address = f"/settings/staff/{cast.bo.pk}/act/"

    gone = anna.post(address, {"do": "deactivate"}, follow=True)
    listed = read(anna.get("/settings/staff/?state=inactive")).one("tbody").text
    back = anna.post(address, {"do": "reactivate"}, follow=True)

    assert read(gone).one("div", class_="message").text == "Bo Holm can't sign in any more."
    assert "Bo Holm" in listed
    assert read(back).one("div", class_="message").text == "Bo Holm can sign in again."
    assert User.objects.get(pk=cast.bo.pk).is_active


def test_invitation_is_sent_again(anna, cast):
    anna.post(f"/settings/staff/{cast.bo.pk}/act/", {"do": "invite"})

    assert Message.objects.filter(kind="invitation", to=cast.bo.email).count() == 1


def test_token_is_shown_once(anna, cast):
    address = f"/settings/staff/{cast.bo.pk}/"

    token = read(anna.post(f"{address}act/", {"do": "token"})).one("code").text

    assert ApiToken.objects.get().digest == token_hash(token)
    assert token not in anna.get(address).content.decode()


def test_token_is_revoked(anna, cast):
    address = f"/settings/staff/{cast.bo.pk}/act/"
    anna.post(address, {"do": "token"})

    anna.post(address, {"do": "revoke", "token": str(ApiToken.objects.get().pk)}, follow=True)
    again = anna.post(address, {"do": "revoke", "token": "x"}, follow=True)

    assert ApiToken.objects.get().revoked_at is not None
    assert read(again).one("div", class_="message").text == "This token has ended already."


@pytest.mark.parametrize(
    ("q", "found"), [("bo", ["Bo Holm"]), ("HOLM rune@", ["Rune Holm"]), ("nobody", []), ("\x00%", [])]
)
def test_staff_is_searched_by_name_and_address(anna, q, found):
    rows = list(read(anna.get("/settings/staff/", {"q": q})).all("tbody"))

    assert [link.text for body in rows for link in body.all("a")] == found


def test_staff_page_of_odd_number_is_a_page(anna):
    assert anna.get("/settings/staff/?page=999999999999999999999&state=x").status_code == 200
