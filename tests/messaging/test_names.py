"""Every letter has a name on the screen."""

import pytest

from besked.messaging.catalogue import Letterhead, letterheads
from besked.messaging.names import name_of, ordered_letterheads, purpose_of


def test_every_letter_has_a_name_and_a_purpose():
    assert [head.slug for head in letterheads() if name_of(head) == head.slug or not purpose_of(head)] == []


def test_letters_come_in_the_order_of_an_application():
    assert [head.slug for head in ordered_letterheads()] == [
        "receipt",
        "already-applied",
        "email",
        "invitation.telephone",
        "invitation.interview1",
        "invitation.interview2",
        "invitation.interview3",
        "choose-time",
        "choose-time-reminder",
        "time-chosen",
        "reminder",
        "reminder-sms",
        "interview-moved",
        "interview-cancelled",
        "interview-answer",
        "rejection.review",
        "rejection.telephone",
        "rejection.interview1",
        "rejection.interview2",
        "rejection.interview3",
    ]


@pytest.mark.parametrize(
    ("family", "variant", "name"),
    [
        ("invitation", "interview1", "Invitation · First interview"),
        ("rejection", "interview1", "Rejection · After 1st interview"),
        ("reminder-sms", "", "Reminder by SMS"),
    ],
)
def test_letter_of_a_stage_says_which(family, variant, name):
    assert name_of(Letterhead(family, variant)) == name
