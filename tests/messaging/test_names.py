"""Every letter has a name on the screen."""

from besked.messaging.catalogue import letterheads
from besked.messaging.names import name_of, ordered_letterheads, purpose_of


def test_every_letter_has_a_name_and_a_purpose():
    assert [head.slug for head in letterheads() if name_of(head) == head.slug or not purpose_of(head)] == []


def test_letters_come_in_the_order_of_an_application():
    assert [head.slug for head in ordered_letterheads()] == [
        "receipt",
        "already-applied",
        "email",
        "rejection.review",
        "rejection.telephone",
        "rejection.interview1",
        "rejection.interview2",
        "rejection.interview3",
    ]
