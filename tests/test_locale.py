"""The product speaks Danish, Swedish, Norwegian and Dutch all the way: nothing is missing, unsure or cut loose."""

import pytest
from django.utils import translation

from besked.models import Status
from tools.messages import LANGUAGES, PACKAGE, catalog_path, extract, problems

MESSAGES = extract(PACKAGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_translates_every_message(language):
    assert list(problems(catalog_path(language), MESSAGES)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_lies_in_the_order_the_tool_writes(language):
    source = catalog_path(language).read_text(encoding="utf-8")
    places = [source.find(f'msgid "{message.singular}"\n') for message in MESSAGES if len(message.singular) < 40]

    assert "POT-Creation-Date" not in source
    assert [place for place in places if place < 0] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", "Afvist"), ("sv", "Avvisad"), ("nb", "Avslått"), ("nl", "Afgewezen"), ("en", "Rejected")],
)
def test_status_is_said_in_the_words_users_know(language, words):
    with translation.override(language):
        assert str(Status.REJECTED.label) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_statuses_are_told_apart(language):
    with translation.override(language):
        labels = [str(status.label) for status in Status]

    assert len(set(labels)) == len(labels)
