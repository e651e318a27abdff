"""The readability figures, against texts counted by hand."""

import pytest

from besked.lib.readability import flesch_douma, lix, longest_sentence


def test_lix_adds_sentence_length_and_long_words():
    # 10 words in 2 sentences; "stillingen" and "ansøgninger" are long: 5 + 20.
    assert lix("Vi har fået mange ansøgninger. Du fik ikke selve stillingen.") == 25


def test_lix_of_seven_letters_is_long_and_six_is_not():
    assert lix("En to sekser.") == 3
    assert lix("En to syverne.") == 36


def test_lix_of_nothing_is_zero():
    assert lix("") == 0
    assert lix("  \n\n 😀 … !") == 0


def test_flesch_douma_follows_the_published_formula():
    # 6 words, 1 sentence, 8 syllables: 206.84 - 0.93 * 6 - 77 * 8 / 6.
    assert flesch_douma("We lezen je brief met aandacht.") == 99


def test_flesch_douma_of_nothing_is_zero():
    assert flesch_douma("") == 0


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("nieuw", 1),
        ("vacature", 4),
        ("sollicitatie", 5),
        ("ideeën", 3),
        ("museum", 3),
        ("teamleider", 3),
        ("qua", 1),
        ("beoordelen", 4),
        ("mooie", 2),
        ("financieel", 4),
        ("hmm", 1),
        ("1200", 1),
    ],
)
def test_flesch_douma_counts_dutch_syllables(word, syllables):
    assert flesch_douma(f"De {word}.") == round(206.84 - 0.93 * 2 - 77 * (1 + syllables) / 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi svarer den 3. maj 2027.", 6),
        ("Vi svarer senest 3. 4. 2027.", 4),
        ("Vi svarer senest 3.4.2027 kl. 12.30.", 6),
        ("Lønnen er 34.500,50 kroner.", 4),
        ("Spørg J. P. Holm om jobbet.", 6),
        ("Vi ser på bl.a. Excel og f.eks. Word.", 10),
        ("Skriv til mette.holm@odder.example. Vi svarer.", 3),
        ("Se https://besked.example/me/a.b-c?d=e. Vi svarer.", 2),
        ("Ring 87 80 33 33.", 2),
        ("Kom kl. 9. Du får kaffe, te m.m. Vi ses.", 6),
        ("Har du spurgt? Ja! Og fået svar…", 3),
        ("Hun sagde: “Ja.” Vi gik så hjem.", 4),
    ],
)
def test_longest_sentence_is_not_cut_by_dots_inside_it(text, words):
    assert longest_sentence(text) == words


def test_sentences_leave_out_greeting_and_signature():
    letter = "Kære Anna,\n\nVi har læst den.\n\nVenlig hilsen\n\nMette Holm\nPersonalekonsulent"

    assert longest_sentence(letter) == 4
    assert lix(letter) == 4


def test_a_long_paragraph_without_full_stop_is_still_a_sentence():
    assert longest_sentence(" ".join(["ord"] * 40)) == 40


def test_a_line_break_inside_a_paragraph_ends_no_sentence():
    assert longest_sentence("Vi har læst\ndin ansøgning.") == 5
