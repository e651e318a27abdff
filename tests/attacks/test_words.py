"""Words that break systems, in every field that a page shows: stored as typed, shown as words, run nowhere."""

import pytest
from django.test import Client

from besked.lib.text import clean_line, clean_text
from besked.models import Application, Candidate, Department, Document, Note, Reason, User, VacancyText
from besked.receive import Person, receive
from tests.api.caller import Caller, token_for
from tests.attacks.naughty import OURS, listed
from tests.attacks.reading import dangers
from tests.cast import NOW, applies

ALL = listed()
ROUND = 40  # a few fields at a time, so that each word stands in each field once
MARKUP = "</title></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def pages(client, *addresses):
    """What is dangerous on these pages; none may fail."""
    answers = [client.get(address, headers={"accept-language": "en"}) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return [found for answer in answers for found in dangers(answer)]


@pytest.mark.parametrize("start", range(0, len(ALL), ROUND))
def test_words_of_an_applicant_stay_words(cast, bo, start):
    client, codes = Client(), []
    for number, words in enumerate(ALL[start : start + ROUND]):
        form = {
            "given_name": words,
            "family_name": words,
            "email": f"ida{number}@example.com",
            "letter": f"Hej {words}",
        }
        answer = client.post(
            f"/jobs/{cast.teacher.slug}/apply/", {**form, "language": "da", "address": words, "website": ""}
        )
        codes.append(answer.status_code)
        assert dangers(answer) == []

    rows = Application.objects.select_related("candidate").order_by("pk")
    typed = {f"ida{n}@example.com": f"Hej {words}" for n, words in enumerate(ALL[start : start + ROUND])}
    assert set(codes) <= {302, 400}
    assert [row.letter for row in rows] == [clean_text(typed[row.candidate.email].strip()).strip("\n") for row in rows]
    some = [f"/applications/{row.pk}/" for row in rows[:6]]
    assert pages(bo, *some, f"/vacancies/{cast.teacher.pk}/", "/", "/outbox/") == []


def test_markup_in_every_name_that_the_desk_shows_is_words(cast, bo, anna):
    ida = applies(cast.teacher, letter=MARKUP)
    Candidate.objects.update(given_name=MARKUP[:90], family_name=MARKUP[:90], address=MARKUP, mobile=MARKUP[:30])
    Document.objects.create(application=ida, candidate=ida.candidate, kind="cv", name=MARKUP, content_type="text/plain",
                            size=1, key="ab" * 16, sha256="0" * 64, text=MARKUP, created_at=NOW)  # fmt: skip
    User.objects.update(given_name=MARKUP[:90], title=MARKUP, phone=MARKUP[:29])
    Department.objects.update(name=MARKUP[:110], about=MARKUP, privacy=MARKUP, address=MARKUP)
    Reason.objects.update(labels={"en": MARKUP})
    VacancyText.objects.update(title=MARKUP, advert=f"{MARKUP}\n\n- {MARKUP}")
    Note.objects.create(application=ida, author=cast.bo, text=MARKUP, at=NOW)
    draft = bo.post("/actions/email/", {"ids": str(ida.pk)}).url

    job, outbox = f"/vacancies/{cast.teacher.pk}/", f"/outbox/{ida.messages.get().pk}/"
    seen = pages(bo, f"/applications/{ida.pk}/", f"/actions/reject/?application={ida.pk}", draft, outbox, "/outbox/")
    seen += pages(bo, "/", "/vacancies/", job, f"{job}edit/", f"{job}close/", "/search/?q=alert", "/settings/profile/")
    rooms = ("departments", "staff", f"staff/{cast.bo.pk}", "reasons", "signatures", "letters", "senders")
    seen += pages(anna, *(f"/settings/{room}/" for room in rooms))
    seen += pages(Client(), "/jobs/", f"/jobs/{cast.teacher.slug}/", f"/jobs/{cast.teacher.slug}/apply/")

    assert seen == []


@pytest.mark.parametrize("start", range(0, len(ALL), ROUND))
def test_notes_keep_every_word_and_run_none(cast, bo, start):
    ida = applies(cast.teacher)
    some = ALL[start : start + ROUND]

    for words in some:
        bo.post(f"/applications/{ida.pk}/note/", {"text": words})

    kept = [clean_text(words).strip() for words in some]
    assert list(Note.objects.order_by("pk").values_list("text", flat=True)) == [words for words in kept if words]
    assert pages(bo, f"/applications/{ida.pk}/") == []


@pytest.mark.parametrize("start", range(0, len(ALL), ROUND))
def test_search_and_filters_take_every_word(cast, bo, start):
    applies(cast.teacher)
    places = ("/search/", f"/vacancies/{cast.teacher.pk}/", "/vacancies/", "/outbox/", "/jobs/")

    answers = [bo.get(place, {"q": words}) for words in ALL[start : start + ROUND] for place in places]

    assert {answer.status_code for answer in answers} == {200}
    assert [found for answer in answers for found in dangers(answer)] == []


@pytest.mark.parametrize("start", range(0, len(ALL), ROUND))
def test_api_takes_every_word_or_says_why_not(cast, start):
    bo, ida, codes = Caller(token_for(cast.bo)), applies(cast.teacher), set()
    for words in ALL[start : start + ROUND]:
        codes.add(bo.post(f"/applications/{ida.pk}/notes", {"text": words})[0])
        codes.add(bo.get(f"/vacancies/{cast.teacher.pk}/applications", q=words, cursor=words)[0])
        codes.add(
            bo.post("/actions/email/preview", {"applications": [ida.pk], "answers": {"subject": words, words: words}})[
                0
            ]
        )
        codes.add(bo.patch(f"/vacancies/{cast.teacher.pk}", {"place": words[:200], "titles": {"da": words[:200]}})[0])

    assert codes <= {200, 201, 404, 409, 422}


@pytest.mark.parametrize("words", OURS)
def test_letter_has_one_line_of_subject_whatever_the_names_are(cast, words):
    name = clean_line(words, 100)
    person = Person(name or "Ida", name, "ida@example.com", "da")
    mail = receive(cast.teacher, person, letter="Hej", now=NOW).application.messages.get()

    assert [mail.subject.splitlines(), mail.to_name.splitlines()] == [[mail.subject], [mail.to_name]]
    assert mail.body.count("{link:proof}") == 1


@pytest.mark.parametrize(
    "raw", ["1e400", "-1e400", "NaN", "Infinity", "9" * 5000, "[" * 5000 + "]" * 5000, '"\\ud800"']
)
def test_number_that_no_database_takes_is_refused_in_words(cast, raw):
    ida, token = applies(cast.teacher), token_for(cast.bo)
    body = f'{{"applications": [{ida.pk}], "answers": {{"subject": "s", "body": "b", "x": {raw}}}}}'

    answer = Client(headers={"authorization": f"Bearer {token}"}).post(
        "/api/v1/actions/email", body, "application/json"
    )

    assert (answer.status_code, sorted(answer.json())) in [
        (400, ["detail", "status", "title", "type"]),
        (200, ["done", "messages", "refused", "run"]),
    ]
    assert answer.status_code == (200 if "ud800" in raw else 400)
