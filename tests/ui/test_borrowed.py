"""What libraries say on our pages is still theirs, and is said in our words."""

import allauth
import django.contrib.auth
import polib
import pytest
from django.utils import translation

from besked.ui.borrowed import LENGTH, SENTENCES


def _of(package):
    return {entry.msgid for entry in polib.pofile(f"{package.__path__[0]}/locale/da/LC_MESSAGES/django.po")}


def test_borrowed_sentences_are_still_said_by_a_library():
    assert set(SENTENCES) - _of(allauth) - _of(django.contrib.auth) == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "Din adgangskode skal have mindst 12 tegn."),
        ("sv", "Ditt lösenord måste ha minst 12 tecken."),
        ("nb", "Passordet ditt må ha minst 12 tegn."),
        ("nl", "Je wachtwoord moet minstens 12 tekens hebben."),
    ],
)
def test_borrowed_sentence_is_said_in_our_words(language, words):
    with translation.override(language):
        assert words == LENGTH % {"min_length": 12}
