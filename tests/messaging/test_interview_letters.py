"""Letters about interviews: in five languages, with every word they need, easy to read, and an SMS that is short."""

from pathlib import Path

import pytest

import besked
from besked.lib.placeholders import compile_text, spoken
from besked.lib.readability import flesch_douma, lix, longest_sentence
from besked.messaging.catalogue import PIECES, our_letter, parse_letter
from besked.messaging.vocabulary import allowed_in, sample_values
from besked.models import InterviewKind

PACKAGE = Path(besked.__file__).parent
LANGUAGES = ("da", "sv", "nb", "nl", "en")
INVITATIONS = tuple(f"invitation.{kind}" for kind in InterviewKind.values)
FOLDERS = {
    PACKAGE / "actions/invite/letters": (
        *INVITATIONS,
        "choose-time",
        "choose-time-reminder",
        "reminder",
        "reminder-sms",
        "confirm-line",
    ),
    PACKAGE / "acts/move/letters": ("interview-moved",),
    PACKAGE / "acts/cancel/letters": ("interview-cancelled",),
    PACKAGE / "acts/book/letters": ("time-chosen",),
    PACKAGE / "acts/reply/letters": ("interview-answer",),
}
WITHOUT_SUBJECT = ("reminder-sms", "confirm-line")
ABOUT = {"given_name", "vacancy", "contact"}
WHERE = {"address", "route", "interviewer"}
APPOINTMENT = {"interviewdate", "interviewtime", "duration", *WHERE}
WORDS = {
    **dict.fromkeys(INVITATIONS, ABOUT | APPOINTMENT | {"confirmlink"}),
    "choose-time": ABOUT | WHERE | {"confirmlink"},
    "choose-time-reminder": ABOUT | {"confirmlink"},
    "reminder": ABOUT | APPOINTMENT | {"confirmlink"},
    "reminder-sms": {"organisation", "interviewdate", "interviewtime", "address"},
    "confirm-line": {"confirmlink"},
    "interview-moved": ABOUT | APPOINTMENT | {"confirmlink"},
    "interview-cancelled": ABOUT | {"interviewdate", "interviewtime", "cancelreason"},
    "time-chosen": ABOUT | APPOINTMENT | {"confirmlink"},
    "interview-answer": {"name", "vacancy", "answer", "answertext", "interviewdate", "interviewtime", "page"},
}
# What may be empty, and what is long, has its line to itself.
ALONE = ("route", "cancelreason", "answertext", "confirmlink", "page")
ALL = [
    pytest.param(folder / f"{slug}.{language}.txt", slug, language, id=f"{slug}-{language}")
    for folder, slugs in FOLDERS.items()
    for slug in slugs
    for language in LANGUAGES
]
TO_APPLICANTS = [letter for letter in ALL if letter.values[1] not in (*WITHOUT_SUBJECT, "interview-answer")]
GREETING = {"da": "Hej {given_name}", "sv": "Hej {given_name},", "nb": "Hei {given_name}"}
GREETING |= {"nl": "Beste {given_name},", "en": "Dear {given_name},"}
ANSWER = {
    "da": ("ja", "nej", "anden tid", "trække"),
    "sv": ("ja", "nej", "annan tid", "dra tillbaka"),
    "nb": ("ja", "nei", "annet tidspunkt", "trekke"),
    "nl": ("ja", "nee", "ander moment", "intrekken"),
    "en": ("yes", "no", "another time", "withdraw"),
}
# Danish words that would give a translation away.
NOT_SWEDISH = (" og ", " til ", " jeg ", " ikke ", " samtale", "æ", "ø", " hvis ", " kl ", " nogle ", " stilling ")
NOT_DANISH = (" och ", " till ", " inte ", " intervju", "ä", "ö", " ikkje ", " hva ", " bare hvis ")
FILLED = {
    "given_name": "Anna Sofie",
    "vacancy": "Sykepleier",
    "interviewdate": "24. november",
    "interviewtime": "10.00",
    "duration": "45 min",
    "address": "Skolevej 12, 2000 By",
    "route": "",
    "interviewer": "Mette Holm",
    "confirmlink": "https://example.org/reply/x",
    "contact": "Mette Holm, mette@example.org, 87 80 33 33",
    "cancelreason": "",
}
# GSM 03.38, the alphabet in which an SMS holds 160 signs; those of the second string count twice.
GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = "^{}\\[~]|€\f"
ONE_SMS, PART_OF_SEVERAL = 160, 153
LONG = {
    "da": ("Lindevang Skole og Fritidshjem", "onsdag den 30. september", "10.30", "Lindevangsvej 112, 2000 Lindeby"),
    "sv": ("Björkstadens skolförvaltning", "torsdag den 30 september", "10.30", "Björkvägen 112, 211 00 Björkstad"),
    "nb": ("Granås kommune, Hjemmetjenesten", "onsdag 30. september", "10.30", "Granåsveien 112, 0500 Granås"),
    "nl": ("Gemeente Beukenveen, Burgerzaken", "woensdag 30 september", "10.30", "Stadsplein 112, 3400 AB Beukenveen"),
    "en": (
        "Ashbourne Vale Community Trust",
        "Wednesday 30 September",
        "10:30",
        "112 Long Street, Ashbourne AV1 3BL",
    ),
}


def text_of(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8")
    return parse_letter(text) if text.startswith("Subject: ") else ("", text.strip())


def words_in(text: str) -> set[str]:
    return {spoken(word) for word in compile_text(text).segments[1::2]}


def filled(text: str, values: dict[str, str]) -> str:
    for word, value in values.items():
        text = text.replace(f"{{{word}}}", value)
    return text


def septets(text: str) -> int:
    return sum(2 if sign in GSM_TWICE else 1 for sign in text)


def short_message(language: str) -> str:
    values = dict(zip(("organisation", "interviewdate", "interviewtime", "address"), LONG[language], strict=True))
    return filled(our_letter("reminder-sms", "", language)[1], values)


@pytest.mark.parametrize("folder", FOLDERS)
def test_letter_folder_holds_every_letter_and_nothing_else(folder):
    expected = {f"{slug}.{language}.txt" for slug in FOLDERS[folder] for language in LANGUAGES}

    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize(("path", "slug", "language"), ALL)
def test_letter_starts_with_a_subject_line_if_it_is_a_letter(path, slug, language):
    lines = path.read_text(encoding="utf-8").split("\n")

    assert lines[0].startswith("Subject: ") == (slug not in WITHOUT_SUBJECT)
    assert lines[-1] == ""
    assert [line for line in lines if line != line.strip()] == []
    assert len(lines) == 2 or slug not in WITHOUT_SUBJECT


@pytest.mark.parametrize(("path", "slug", "language"), ALL)
def test_letter_uses_exactly_the_words_it_needs(path, slug, language):
    text = path.read_text(encoding="utf-8")

    assert words_in(text) == WORDS[slug]
    assert "{" not in "".join(compile_text(text).segments[::2])


@pytest.mark.parametrize(("path", "slug", "language"), [p for p in ALL if p.values[1] not in PIECES])
def test_letter_uses_words_that_can_be_filled_in(path, slug, language):
    subject, body = text_of(path)
    known = allowed_in(slug.partition(".")[0])

    assert compile_text(subject).unknown(known) + compile_text(body).unknown(known) == []
    assert compile_text(subject).links == frozenset()
    assert compile_text(body).names - set(sample_values(language)) == set()


@pytest.mark.parametrize(("path", "slug", "language"), [p for p in ALL if p.values[1] not in WITHOUT_SUBJECT])
def test_word_that_may_be_empty_or_is_long_has_its_own_line(path, slug, language):
    body = text_of(path)[1]
    lines = body.split("\n")

    assert [word for word in ALONE if body.count(f"{{{word}}}") != lines.count(f"{{{word}}}")] == []


@pytest.mark.parametrize(("path", "slug", "language"), ALL)
def test_letter_never_raises_its_voice(path, slug, language):
    assert path.read_text(encoding="utf-8").count("!") == 0


@pytest.mark.parametrize(("path", "slug", "language"), TO_APPLICANTS)
def test_letter_greets_by_name_and_ends_with_whom_to_ask(path, slug, language):
    greeting, *_, end = text_of(path)[1].split("\n\n")

    assert greeting == GREETING[language]
    assert end.endswith(" {contact}.")


@pytest.mark.parametrize(("path", "slug", "language"), TO_APPLICANTS)
def test_letter_is_easy_to_read(path, slug, language):
    body = filled(text_of(path)[1], FILLED)

    assert longest_sentence(body) <= 25
    if language == "nl":
        assert flesch_douma(body) >= 60
    else:
        assert lix(body) <= 38


@pytest.mark.parametrize(("path", "slug", "language"), [p for p in ALL if p.values[1] in INVITATIONS])
def test_invitation_names_the_four_answers(path, slug, language):
    paragraphs = text_of(path)[1].split("\n\n")
    question = paragraphs[paragraphs.index("{confirmlink}") - 1]

    assert [answer for answer in ANSWER[language] if answer not in question] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_invitations_differ_from_each_other(language):
    texts = [our_letter("invitation", kind, language) for kind in InterviewKind.values]

    assert len({subject for subject, _ in texts}) == len({body for _, body in texts}) == len(texts)


@pytest.mark.parametrize(("path", "slug", "language"), [p for p in ALL if p.values[2] in ("da", "sv")])
def test_neighbour_does_not_show_through(path, slug, language):
    text = path.read_text(encoding="utf-8").lower()
    strange = NOT_SWEDISH if language == "sv" else NOT_DANISH

    assert [word for word in strange if word in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_confirm_line_is_one_line_that_ends_with_the_link(language):
    line = our_letter("confirm-line", "", language)[1]

    assert "\n" not in line
    assert line.endswith(": {confirmlink}")
    assert "confirm-line" in PIECES


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_message_keeps_to_the_signs_of_an_sms(language):
    text = short_message(language)

    assert [sign for sign in text if sign not in GSM + GSM_TWICE] == []
    assert text.count("\n") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_message_is_short(language):
    text = our_letter("reminder-sms", "", language)[1]

    assert len(text) <= 120
    assert septets(short_message(language)) <= (ONE_SMS if language in ("da", "en") else 2 * PART_OF_SEVERAL)
