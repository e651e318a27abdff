"""Our own sentences beside a message's state are read in the reader's language; a relay's words stay as they came."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

import besked
from besked.messaging import replies
from besked.models import Message
from tests.cast import Cast, applies

OWN = Path(besked.__file__).parent


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "Holdt tilbage af en person."),
        ("en", "Held back by a person."),
    ],
)
def test_own_sentence_is_read_in_the_readers_language(language: str, words: str) -> None:
    with translation.override(language):
        assert replies.shown("Held back by a person.") == words


@pytest.mark.parametrize("reply", ["550 5.1.1 No such user", "Sign in", "", "Holdt tilbage af en person."])
def test_words_of_others_stay_as_they_came(reply: str) -> None:
    with translation.override("da"):
        assert replies.shown(reply) == reply


def test_every_own_sentence_is_said_by_somebody() -> None:
    said = "".join(path.read_text() for path in OWN.rglob("*.py") if path.name != "replies.py")

    assert sorted(sentence for sentence in replies.OURS if f'"{sentence}"' not in said) == []


@pytest.mark.django_db
def test_letter_that_was_held_says_so_to_each_reader_in_their_language() -> None:
    cast = Cast()
    applies(cast.teacher)
    row = Message.objects.get()
    client = Client()
    client.force_login(cast.bo)

    client.post(f"/outbox/{row.pk}/act/", {"do": "hold"})
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(language="da")
    pages = [client.get(address).content.decode() for address in (f"/outbox/{row.pk}/", "/outbox/?show=todo")]

    row.refresh_from_db()
    assert (row.state, row.reply) == ("held", "Held back by a person.")
    assert [page.count("Holdt tilbage af en person.") for page in pages] == [1, 1]
