"""One letter of the outbox: as it will leave, and what can still be done with it."""

import pytest

from besked.models import Message
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read


@pytest.fixture
def letter(cast):
    """A rejection on its way to Ida."""
    act("reject", cast.bo_acts, [applies(cast.teacher)], answers={"type": "review", "reason": "others"})
    return Message.objects.get(kind="rejection")


@pytest.fixture
def receipt(cast):
    applies(cast.teacher)
    return Message.objects.get()


def test_link_is_masked(bo, receipt):
    page = read(bo.get(f"/outbox/{receipt.pk}/"))

    assert page.one("mark", class_="link").text == "[personal link]"
    assert "{link" not in page.one("div", class_="letter-body").text


def test_sent_letter_shows_real_links_in_the_demo_only(bo, receipt, settings):
    Message.objects.update(state="sent")
    seen = []

    for url in ("demo:", "smtp://relay.example"):
        settings.SMTP_URL = url
        seen.append(len(list(read(bo.get(f"/outbox/{receipt.pk}/")).one("div", class_="letter-body").all("mark"))))

    assert seen == [0, 1]


def test_sign_in_mail_is_never_shown(client, cast, settings):
    settings.SMTP_URL = "demo:"
    client.force_login(cast.anna)
    mail = Message.objects.create(
        to="bo@havnsund.example", kind="sign-in", language="en", subject="Your code: 123", body="Code 123",
        message_id="<1@x>", is_sensitive=True, queued_at=NOW, not_before=NOW, state="sent",
    )  # fmt: skip

    pages = [client.get(address).content.decode() for address in (f"/outbox/{mail.pk}/", "/outbox/?show=sent")]

    assert ["123" in page for page in pages] == [False, False]


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("draft", ["release", "send-now", "hold", "cancel"]),
        ("queued", ["send-now", "hold", "cancel"]),
        ("held", ["release", "send-now", "cancel"]),
        ("sending", []),
        ("sent", []),
        ("failed", ["retry"]),
        ("uncertain", ["settle-sent", "settle-queued"]),
        ("cancelled", []),
    ],
)
def test_moves_follow_the_state(bo, letter, state, moves):
    Message.objects.filter(pk=letter.pk).update(state=state)

    page = read(bo.get(f"/outbox/{letter.pk}/"))

    assert [one.attributes["value"] for one in page.all("button", name="do")] == moves


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        ("draft", "release", "queued"),
        ("queued", "send-now", "queued"),
        ("queued", "hold", "held"),
        ("held", "cancel", "cancelled"),
        ("failed", "retry", "queued"),
        ("uncertain", "settle-sent", "sent"),
        ("uncertain", "settle-queued", "queued"),
    ],
)
def test_move_does_what_it_says(bo, letter, state, move, after):
    Message.objects.filter(pk=letter.pk).update(state=state)

    page = read(bo.post(f"/outbox/{letter.pk}/act/", {"do": move}, follow=True))

    assert Message.objects.get(pk=letter.pk).state == after
    assert len(list(page.all("div", class_="success"))) == 1


def test_second_person_is_told_who_was_first(bo, letter):
    Message.objects.filter(pk=letter.pk).update(state="sending")

    page = read(bo.post(f"/outbox/{letter.pk}/act/", {"do": "cancel"}, follow=True))

    assert page.one("div", class_="warning").text == "Somebody was first: the letter is now “Leaving now”."


def test_change_is_kept(bo, letter):
    bo.post(f"/outbox/{letter.pk}/act/", {"do": "edit", "to": "new@example.com", "subject": "S", "body": "A\r\nB"})

    letter.refresh_from_db()
    assert (letter.to, letter.subject, letter.body, letter.state) == ("new@example.com", "S", "A\nB", "queued")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("to", "nobody", "The recipient's e-mail address is not valid."),
        ("subject", " ", "The subject is empty."),
        ("body", "", "The letter is empty."),
    ],
)
def test_faulty_change_keeps_what_was_typed(bo, letter, field, value, words):
    data = {"do": "edit", "to": "new@example.com", "subject": "New subject", "body": "New words", field: value}

    response = bo.post(f"/outbox/{letter.pk}/act/", data)

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", id=f"id_{field}_error").text == words
    assert page.one("textarea", name="body").text == data["body"]
    assert page.one("input", name="subject").attributes.get("value", "").strip() == data["subject"].strip()


def test_change_that_came_too_late_is_kept_on_the_page(bo, letter):
    Message.objects.filter(pk=letter.pk).update(state="sent")

    response = bo.post(f"/outbox/{letter.pk}/act/", {"do": "edit", "to": "n@example.com", "subject": "S", "body": "B"})

    page = read(response)
    assert response.status_code == 409
    assert page.one("div", class_="errors").one("li").text == "Somebody was first: the letter is now “Sent”."
    assert page.one("textarea", name="body").text == "B"


def test_reader_reads_and_cannot_change(client, cast, letter):
    client.force_login(cast.rune)

    page = read(client.get(f"/outbox/{letter.pk}/"))

    assert list(page.all("button", name="do")) == []
    assert client.post(f"/outbox/{letter.pk}/act/", {"do": "cancel"}).status_code == 403


def test_stranger_finds_nothing(client, cast, letter):
    client.force_login(cast.carla)

    codes = [client.get(f"/outbox/{letter.pk}/").status_code, client.post(f"/outbox/{letter.pk}/act/").status_code]

    assert codes == [404, 404]


def test_unknown_move_gets_a_sentence(bo, letter):
    page = read(bo.post(f"/outbox/{letter.pk}/act/", {"do": "explode"}, follow=True))

    assert page.one("div", class_="error").text == "Choose what to do with the letter."
