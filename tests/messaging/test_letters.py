"""The letters that ship: every one there in five languages, by name, with a person to ask, and easy to read."""

from pathlib import Path

import pytest

import besked
from besked.actions.reject.reasons import REASONS
from besked.lib.placeholders import compile_text
from besked.lib.readability import flesch_douma, lix, longest_sentence
from besked.messaging.catalogue import our_letter, parse_letter

PACKAGE = Path(besked.__file__).parent
LANGUAGES = ("da", "sv", "nb", "nl", "en")
STAGES = ("review", "telephone", "interview1", "interview2", "interview3")
FOLDERS = {
    PACKAGE / "actions/reject/letters": tuple(f"rejection.{stage}" for stage in STAGES),
    PACKAGE / "actions/email/letters": ("email",),
    PACKAGE / "messaging/letters": ("receipt", "already-applied", "signature", "footer"),
}
WITHOUT_SUBJECT = ("signature", "footer")
SAMPLE = {
    "given_name": "Anna Sofie",
    "applicants": "148",
    "kept_until": "3. november 2027",
    "answer_by": "3. november 2027",
    "received": "3. november 2027",
    "contact": "Mette Holm Andersen, mette.holm@example.org, 87 80 33 33",
    "link:proof": "https://example.org/me/x",
}
VACANCY = {
    "da": "Sygeplejerske til hjemmeplejen",
    "sv": "Sjuksköterska i hemsjukvården",
    "nb": "Sykepleier i hjemmetjenesten",
    "nl": "Medewerker burgerzaken",
    "en": "Community nurse",
}
REJECTION_WORDS = {"given_name", "vacancy", "applicants", "kept_until", "contact"}
ALLOWED = {
    **{f"rejection.{stage}": REJECTION_WORDS for stage in STAGES},
    "email": {"given_name", "vacancy", "text"},
    "receipt": {"given_name", "vacancy", "answer_by", "contact", "link:proof"},
    "already-applied": {"given_name", "vacancy", "received", "contact"},
    "signature": {"sender_name", "sender_title", "organisation"},
    "footer": {"vacancy", "organisation", "contact"},
}
NO = {"da": "desværre", "sv": "tyvärr", "nb": "dessverre", "nl": "helaas", "en": "sorry"}
THANKS = {"da": "Tak", "sv": "Tack", "nb": "Takk", "nl": "Bedankt", "en": "Thank you"}
WORN = {
    "da": ("held og lykke", "andre kandidater", "overkvalificeret", "ked af det"),
    "sv": ("lycka till", "andra kandidater", "överkvalificerad", "lämplighet"),
    "nb": ("lykke til", "andre kandidater", "overkvalifisert", "egnethet"),
    "nl": ("succes", "past niet", "overgekwalificeerd", "portefeuille"),
    "en": ("good luck", "wish you", "other candidates", "overqualified", "on file"),
}
ALL = [
    pytest.param(folder / f"{variant}.{language}.txt", variant, language, id=f"{variant}-{language}")
    for folder, variants in FOLDERS.items()
    for variant in variants
    for language in LANGUAGES
]
REJECTION_LETTERS = [letter for letter in ALL if letter.values[0].parts[-3] == "reject"]
READ_ALOUD = [letter for letter in ALL if letter.values[1] not in ("email", *WITHOUT_SUBJECT)]


def body_of(path: Path) -> str:
    return parse_letter(path.read_text(encoding="utf-8"))[1]


def filled(body: str, language: str) -> str:
    for word, value in {**SAMPLE, "vacancy": VACANCY[language]}.items():
        body = body.replace(f"{{{word}}}", value)
    return body


@pytest.mark.parametrize("folder", FOLDERS)
def test_letter_folder_holds_every_letter_and_nothing_else(folder):
    expected = {f"{variant}.{language}.txt" for variant in FOLDERS[folder] for language in LANGUAGES}

    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize(("path", "variant", "language"), ALL)
def test_letter_starts_with_a_subject_line_if_it_is_a_letter(path, variant, language):
    lines = path.read_text(encoding="utf-8").split("\n")

    assert lines[0].startswith("Subject: ") == (variant not in WITHOUT_SUBJECT)
    assert lines[1] == ""
    assert lines[-1] == ""
    assert [line for line in lines if line != line.strip()] == []


@pytest.mark.parametrize(("path", "variant", "language"), ALL)
def test_letter_uses_exactly_the_words_it_may(path, variant, language):
    text = compile_text(path.read_text(encoding="utf-8"))

    assert set(text.segments[1::2]) == ALLOWED[variant]
    assert "{" not in "".join(text.segments[::2])


@pytest.mark.parametrize(("path", "variant", "language"), ALL)
def test_letter_never_raises_its_voice(path, variant, language):
    assert path.read_text(encoding="utf-8").count("!") == 0


@pytest.mark.parametrize(("path", "variant", "language"), REJECTION_LETTERS)
def test_rejection_greets_by_name_then_thanks(path, variant, language):
    greeting, thanks, *_ = body_of(path).split("\n\n")

    assert greeting.rstrip(",").endswith(" {given_name}")
    assert thanks.startswith(THANKS[language])
    assert thanks.count("{vacancy}") == 1


@pytest.mark.parametrize(("path", "variant", "language"), REJECTION_LETTERS)
def test_rejection_says_no_once_and_in_the_first_three_sentences(path, variant, language):
    body = body_of(path)
    opening = body.split("\n\n")[1]
    before_the_no = opening[: opening.find(NO[language])]

    assert body.lower().count(NO[language]) == 1
    assert NO[language] in opening
    assert before_the_no.count(". ") <= 2


@pytest.mark.parametrize(("path", "variant", "language"), REJECTION_LETTERS)
def test_rejection_has_no_worn_phrase(path, variant, language):
    body = body_of(path).lower()

    assert [phrase for phrase in WORN[language] if phrase in body] == []


@pytest.mark.parametrize(("path", "variant", "language"), REJECTION_LETTERS)
def test_rejection_is_neither_curt_nor_long(path, variant, language):
    assert 60 <= len(filled(body_of(path), language).split()) <= 160


@pytest.mark.parametrize(("path", "variant", "language"), READ_ALOUD)
def test_letter_is_easy_to_read(path, variant, language):
    body = filled(body_of(path), language)

    assert longest_sentence(body) <= 25
    if language == "nl":
        assert flesch_douma(body) >= 60
    else:
        assert lix(body) <= 34


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_after_interviews_differ_from_each_other(language):
    bodies = {our_letter("rejection", stage, language)[1] for stage in STAGES}

    assert len(bodies) == len(STAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_about_a_mail_lets_the_written_text_stand_alone(language):
    body = our_letter("email", "", language)[1]

    assert body.split("\n\n")[1:] == ["{text}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_receipt_gives_the_link_a_line_of_its_own(language):
    body = our_letter("receipt", "", language)[1]

    assert body.split("\n").count("{link:proof}") == 1


def test_reasons_have_a_label_in_every_language_and_a_slug_of_their_own():
    assert [reason.slug for reason in REASONS if tuple(reason.labels) != LANGUAGES] == []
    assert len({reason.slug for reason in REASONS}) == len(REASONS) == 10
    assert REASONS[-1].slug == "other"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_short_and_told_apart(language):
    labels = [reason.labels[language] for reason in REASONS]

    assert len(set(labels)) == len(labels)
    assert [label for label in labels if not 4 < len(label) <= 90] == []
