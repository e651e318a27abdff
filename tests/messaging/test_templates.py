"""Letters of one's own: which text counts, versions, and two editors at once."""

import pytest

from besked.messaging.catalogue import Letterhead, our_letter
from besked.messaging.compose import Composer
from besked.messaging.templates import (
    Overtaken,
    Standings,
    inherit_again,
    lost_links,
    save_version,
    text_faults,
    versions,
)
from besked.models import LetterTemplate, Tree
from tests.cast import NOW, Cast

HEAD = Letterhead("rejection", "review")


@pytest.fixture
def cast(db):
    return Cast()


def standing(where, head=HEAD, language="da"):
    return Standings(where, Tree()).of(head, language)


def save(where, body="Kære {name}", **more):
    given = {"subject": "Svar", "is_silent": False, "based_on": 0, "head": HEAD, "by": None} | more
    here = standing(where, given.pop("head"))
    return save_version(here, body=body, now=NOW, **given)


def counts(where, language="da"):
    here = standing(where, language=language)
    return here.text[1], here.source, here.is_own, here.is_ours


def test_ours_counts_until_somebody_writes_their_own(cast):
    assert counts(cast.school) == (our_letter("rejection", "review", "da")[1], None, False, True)


def test_own_letter_counts_here_and_below(cast):
    save(cast.organisation)

    assert counts(cast.organisation) == ("Kære {name}", cast.organisation, True, False)
    assert counts(cast.school) == ("Kære {name}", cast.organisation, False, False)
    assert counts(cast.school, "sv")[3] is True


def test_nearest_department_counts(cast):
    save(cast.organisation)
    save(cast.school, "Hej {name}")

    assert [counts(d)[0] for d in (cast.school, cast.care)] == ["Hej {name}", "Kære {name}"]


def test_letters_are_written_from_what_counts(cast):
    save(cast.organisation)
    composer = Composer(Tree(), [cast.teacher], None, NOW)

    text = composer.text("rejection", "review", "da", cast.teacher)

    assert (text.subject, text.body) == ("Svar", "Kære {name}")


def test_saving_makes_versions(cast):
    save(cast.school, by=cast.bo)
    save(cast.school, "Hej {name}", based_on=1, by=cast.anna)

    rows = versions(cast.school, HEAD, "da")

    assert [(row.version, row.body, row.by, row.is_current) for row in rows] == [
        (2, "Hej {name}", cast.anna, True),
        (1, "Kære {name}", cast.bo, False),
    ]


def test_second_editor_is_told(cast):
    save(cast.school, by=cast.bo)

    with pytest.raises(Overtaken) as told:
        save(cast.school, "Mine words", based_on=0)

    assert (told.value.current.by, told.value.current.body) == (cast.bo, "Kære {name}")
    assert LetterTemplate.objects.count() == 1


def test_editor_is_told_that_the_letter_is_inherited_again(cast):
    save(cast.school)
    inherit_again(standing(cast.school), based_on=1)

    with pytest.raises(Overtaken) as told:
        save(cast.school, "Mine words", based_on=1)

    assert told.value.current is None


def test_inherited_again_keeps_its_versions(cast):
    save(cast.organisation)
    save(cast.school, "Hej {name}")

    inherit_again(standing(cast.school), based_on=1)

    assert counts(cast.school)[:2] == ("Kære {name}", cast.organisation)
    assert [row.version for row in versions(cast.school, HEAD, "da")] == [1]
    assert save(cast.school, "Hej igen {name}").version == 2


def test_ours_is_chosen_without_copying_it(cast):
    save(cast.organisation)
    subject, body = our_letter("rejection", "review", "da")

    row = save(cast.school, body, subject=subject)

    assert (row.subject, row.body) == ("", "")
    assert counts(cast.school) == (body, cast.school, True, True)


def test_saving_what_counts_already_makes_no_version(cast):
    save(cast.organisation)

    assert save(cast.school) is None
    assert save(cast.organisation, based_on=1) is None
    assert LetterTemplate.objects.count() == 1


def test_silent_letter_keeps_its_words(cast):
    save(cast.school, is_silent=True)

    here = standing(cast.school)
    assert (here.is_silent, here.text) == (True, ("Svar", "Kære {name}"))


@pytest.mark.parametrize(
    ("subject", "body", "found"),
    [
        ("Svar", "Kære {name}", []),
        (" ", "Kære", [("subject", "The subject is empty.")]),
        ("Svar", "", [("body", "The letter is empty.")]),
        ("Svar {first}", "Kære", [("subject", "{first} can't be filled in: no such word.")]),
        ("Svar", "{link:secret}", [("body", "{link:secret} can't be filled in: no such word.")]),
        ("{link:proof}", "Kære", [("subject", "A link can't stand in the subject.")]),
        ("Svar", "{text}", [("body", "{text} can't be filled in: no such word.")]),
        ("Svar", "{ name } {Name} {}", []),
    ],
)
def test_text_that_could_reach_nobody_whole_is_refused(subject, body, found):
    assert [(fault.field, str(fault.words)) for fault in text_faults(HEAD, subject, body)] == found


def test_frame_needs_the_place_for_what_is_written():
    frame = Letterhead("email")

    assert text_faults(frame, "Om din ansøgning", "Hej\n\n{text}") == []
    assert [str(f.words) for f in text_faults(frame, "Om", "Hej")] == [
        "{text} must stand in the letter: there goes what you write."
    ]


def test_lost_link_is_noticed():
    receipt = Letterhead("receipt")

    assert lost_links(receipt, "da", "Tak") == ["proof"]
    assert lost_links(receipt, "da", "{link:proof}") == []
    assert lost_links(HEAD, "da", "Tak") == []
