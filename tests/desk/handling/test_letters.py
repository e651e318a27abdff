"""Letters on the draft page: one for each language, one for any person, faults beside their field."""

import pytest

from besked.models import LetterTemplate, Message, Run
from tests.cast import NOW, applies
from tests.desk.handling.reading import read

ANSWERS = {"answers": "1", "type": "review", "reason": "others", "note": "", "tell": "now", "send_at": ""}


@pytest.fixture
def three(cast):
    people = [("Ida Ågård", "da"), ("Ib Berg", "da"), ("Oskar Lindqvist", "sv")]
    return [applies(cast.teacher, name, code) for name, code in people]


def posted(page, prefix="letter", **changed):
    """What a browser sends for the letter that the page shows."""
    fields = [one for one in page.all("input") if one.attributes.get("name", "").startswith(prefix)]
    sent = {one.attributes["name"]: one.attributes["value"] for one in fields}
    sent |= {one.attributes["name"]: one.inside[0].removeprefix("\n") for one in page.all("textarea")}
    hidden = {one.attributes["name"]: one.attributes["value"] for one in page.all("input", type="hidden")}
    return ANSWERS | hidden | sent | {f"{prefix}-{name}": value for name, value in changed.items()}


def preview(page):
    return page.one("div", class_="letter-body").text


def test_each_language_has_its_tab(bo, three, draft):
    run = draft("reject", three)

    swedish = read(bo.get(f"{run}?show=rejection-sv"))

    assert [one.text for one in swedish.all("button", name="show")] == ["Danish 2", "Swedish 1"]
    assert swedish.one("h2", id="preview-title").text == "Oskar Lindqvist"
    assert preview(swedish).startswith("Hej Oskar")


def test_values_are_marked_in_the_preview(bo, three, draft):
    page = read(bo.get(draft("reject", three)))

    marked = [one.text for one in page.one("div", class_="letter-body").all("mark", class_="filled")]

    assert marked[:3] == ["Ida", "Lærer", "3"]


def test_preview_steps_from_person_to_person(bo, three, draft):
    run = draft("reject", three)

    first, second = (read(bo.get(f"{run}letter/?show=rejection-da&person={one.pk}")) for one in three[:2])

    assert [one.one("h2").text for one in (first, second)] == ["Ida Ågård", "Ib Berg"]
    assert [one.one("div", class_="people-step").text for one in (first, second)] == ["1 of 2", "2 of 2"]
    assert first.one("button", name="person").attributes["value"] == str(three[1].pk)


def test_untouched_letter_goes_on_following_its_template(bo, three, draft):
    run = draft("reject", three)
    page = read(bo.get(run))

    bo.post(run, posted(page) | {"do": "save", "type": "interview1"})

    assert Run.objects.get().letters == {}
    assert read(bo.get(run)).one("input", name="letter-subject").attributes["value"] == "Svar efter samtalen: {vacancy}"


def test_edited_letter_goes_to_everybody_of_its_language(bo, three, draft):
    run = draft("reject", three)

    bo.post(run, posted(read(bo.get(run)), body="Kære {given_name}\r\n\r\nNej tak.") | {"do": "perform"})

    bodies = dict(Message.objects.filter(kind="rejection").values_list("to_name", "body"))
    assert bodies["Ida Ågård"].startswith("Kære Ida\n\nNej tak.\n\nVenlig hilsen")
    assert bodies["Ib Berg"].startswith("Kære Ib\n\nNej tak.")
    assert bodies["Oskar Lindqvist"].startswith("Hej Oskar")


def test_edited_letter_goes_back_to_the_template(bo, three, draft):
    run = draft("reject", three)
    bo.post(run, posted(read(bo.get(run)), subject="Mit") | {"do": "save"})
    edited = read(bo.get(run))

    bo.post(run, posted(edited) | {"template": "rejection-da"})

    assert edited.one("input", name="letter-subject").attributes["value"] == "Mit"
    assert Run.objects.get().letters == {"rejection": {}}
    assert list(read(bo.get(run)).all("button", name="template")) == []


def test_letter_of_ones_own_goes_to_one_person(bo, three, draft):
    run = draft("reject", three)
    page = read(bo.get(f"{run}?show=rejection-da&person={three[1].pk}&alone=1"))

    bo.post(run, posted(page, "own", body="Kære Ib, ring til mig.") | {"do": "save"})
    kept = read(bo.get(run))
    bo.post(run, ANSWERS | {"do": "perform"})

    bodies = dict(Message.objects.filter(kind="rejection").values_list("to_name", "body"))
    assert [one.text for one in kept.one("section", class_="card", **{"aria-labelledby": "own-title"}).all("li")] == [
        "Ib Berg Shared letter"
    ]
    assert bodies["Ib Berg"].startswith("Kære Ib, ring til mig.")
    assert bodies["Ida Ågård"].startswith("Kære Ida\n\nTak for din ansøgning")


def test_letter_of_ones_own_goes_back_to_the_shared_one(bo, three, draft):
    run = draft("reject", three)
    page = read(bo.get(f"{run}?show=rejection-da&person={three[1].pk}&alone=1"))
    bo.post(run, posted(page, "own", body="Kære Ib") | {"do": "save"})

    bo.post(run, {"shared": str(three[1].pk)})

    assert Run.objects.get().people == {}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"subject": " "}, "letter-subject-error", "The subject is empty."),
        ({"body": ""}, "letter-body-error", "The letter is empty."),
        ({"body": "Hej {fornavn}"}, "letter-body-error", "{fornavn} can't be filled in: no such word."),
        ({"subject": "{titel}"}, "letter-subject-error", "{titel} can't be filled in: no such word."),
        ({"from": "job"}, "letter-from-error", "The sender is not a valid e-mail address."),
        ({"from": "x@evil.example"}, "letter-from-error", "Letters may not be sent from x@evil.example."),
    ],
)
def test_fault_stands_beside_its_field_and_nothing_leaves(bo, three, draft, changed, field, words):
    run = draft("reject", three)

    response = bo.post(run, posted(read(bo.get(run)), **changed) | {"do": "perform"})

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", id=field).text == words
    assert [one.text for one in page.one("div", class_="errors").all("li")] == [f"Danish {words}"]
    assert Message.objects.filter(kind="rejection").count() == 0


def test_email_without_words_does_not_leave(bo, three, draft):
    run = draft("email", three[:1])
    first = read(bo.get(run))

    response = bo.post(run, posted(first) | {"do": "perform"})

    assert list(first.all("div", class_="field-error")) == []
    assert read(response).one("div", id="letter-body-error").text == "The letter is empty."


def test_email_leaves_with_its_four_fields(bo, cast, three, draft):
    run = draft("email", three[:1])
    page = read(bo.get(run))

    data = posted(page, subject="Spørgsmål", body="Kære Ida\n\nRing!", **{"from": "bo@havnsund.example"})
    bo.post(run, data | {"do": "perform", "answers": "1", "to": "ida@work.example"})

    mail = Message.objects.get(kind="email")
    assert page.one("input", name="to").attributes["value"] == three[0].candidate.email
    assert (mail.to, mail.sender, mail.subject) == ("ida@work.example", "bo@havnsund.example", "Spørgsmål")
    assert mail.body.startswith("Kære Ida\n\nRing!\n\nVenlig hilsen")


def test_wrong_recipient_gets_a_sentence(bo, three, draft):
    run = draft("email", three[:1])

    response = bo.post(run, posted(read(bo.get(run)), body="Ring!") | {"do": "perform", "to": "ida"})

    assert read(response).one("div", id="id_to_error").text == "The recipient is not a valid e-mail address."


def test_different_letters_in_one_language_are_pointed_out(bo, cast, three, draft):
    type(three[0]).objects.filter(pk=three[0].pk).update(stage="interview1")

    page = read(bo.get(draft("reject", three)))

    assert page.one("select", name="type").one("option", value="").text == "After the stage each has reached"
    assert page.one("div", class_="notice").one("p").text == (
        "These people get different letters, by stage or department; this is one of them."
        " What you write here replaces them all."
    )


def test_silent_template_is_said_before_the_press(bo, cast, three, draft):
    LetterTemplate.objects.create(
        department=cast.school, family="rejection", variant="review", language="sv", is_silent=True, at=NOW
    )

    page = read(bo.get(draft("reject", three)))

    words = [one.text for one in page.one("section", id="go").all("p")]
    assert words[-1] == "One person gets no letter: the template says so."


def test_link_is_masked_in_the_preview(bo, three, draft):
    run = draft("reject", three)

    bo.post(run, posted(read(bo.get(run)), body="Se {link:proof}") | {"do": "save"})

    assert read(bo.get(run)).one("mark", class_="link").text == "[personal link]"
