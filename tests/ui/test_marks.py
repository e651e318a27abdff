"""Small marks: each state has a tone, nothing is said by colour alone, and unknown tones are errors."""

import pytest
from django.utils import translation

from besked.models.enums import MessageState, Status
from besked.ui import marks


def test_every_status_and_message_state_has_a_known_tone():
    assert set(marks.STATUS_TONES) == set(Status)
    assert set(marks.MESSAGE_TONES) == set(MessageState)
    assert {*marks.STATUS_TONES.values(), *marks.MESSAGE_TONES.values()} <= set(marks.TONES)


def test_chip_escapes_its_word():
    assert marks.chip("<b>New</b>", "ok") == '<span class="chip ok">&lt;b&gt;New&lt;/b&gt;</span>'


def test_chip_without_a_tone_is_plain_markup():
    assert marks.chip("New") == '<span class="chip">New</span>'


def test_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="'green' is no tone"):
        marks.chip("New", "green")


def test_waiting_counts_days_in_words():
    assert marks.waiting(1) == '<span class="wait">1 day</span>'
    assert marks.waiting(2) == '<span class="wait">2 days</span>'


def test_late_wait_says_so_in_words():
    assert marks.waiting(26, late=True) == (
        '<span class="wait late">26 days<span class="visually-hidden">, past the promised day</span></span>'
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mette Kjær", "MK"),
        ("Élise van der Meer", "ÉM"),
        ("Cher", "C"),
        ("åsa ÖBERG", "ÅÖ"),
        ("李小龍", "李"),
        ("(Bob) Smith", "S"),
        ("", "?"),
        ("-- !!", "?"),
    ],
)
def test_initials_are_first_and_last(name, letters):
    assert marks.initials(name) == letters


def test_avatar_is_for_the_eye_only_and_always_the_same():
    drawn = marks.avatar("Mette <Kjær>")

    assert drawn == marks.avatar("Mette <Kjær>")
    assert drawn.endswith('aria-hidden="true">M</span>')


def test_key_is_for_the_eye_only():
    assert marks.key("<") == '<kbd aria-hidden="true">&lt;</kbd>'


def test_meter_shows_three_parts_and_says_them():
    drawn = marks.meter(50, 25, 25)

    assert '<rect class="answered" x="0.00" width="50.00" height="10"></rect>' in drawn
    assert '<rect class="overdue" x="75.00" width="25.00" height="10"></rect>' in drawn
    assert drawn.endswith(
        '<ul><li class="answered"><b>50</b> answered</li><li class="progress"><b>25</b> in progress</li>'
        '<li class="overdue"><b>25</b> overdue</li></ul></div>'
    )


def test_meter_says_who_left_where_somebody_did():
    drawn = marks.meter(1, 1, 1, left=1)

    assert '<rect class="left" x="75.00" width="25.00" height="10"></rect>' in drawn
    assert drawn.endswith('<li class="left"><b>1</b> withdrawn or transferred</li></ul></div>')


def test_meter_of_nobody_is_empty():
    assert marks.meter(0, 0, 0).count('width="0.00"') == 3


def test_meter_counts_with_points_in_every_language():
    with translation.override("da"):
        assert 'width="33.33"' in marks.meter(1, 1, 1)
