"""Sender addresses and signatures: one proposed first, one per language, no open words."""

import pytest

from besked.messaging.identities import remove_sender, save_sender, save_signatures, signature_faults, stands_alone
from besked.models import SenderAddress, Signature
from tests.cast import Cast


@pytest.fixture
def cast(db):
    return Cast()


def senders(where):
    return list(SenderAddress.objects.filter(department=where).order_by("pk").values_list("address", "is_default"))


def add(where, address, default=False):
    return save_sender(SenderAddress(department=where, address=address, is_default=default))


def test_first_address_is_proposed_first(cast):
    add(cast.school, "skole@havnsund.example")

    assert senders(cast.school) == [("skole@havnsund.example", True)]


def test_only_one_address_is_proposed_first(cast):
    add(cast.school, "skole@havnsund.example")
    add(cast.school, "job@skole.example", default=True)

    assert senders(cast.school) == [("skole@havnsund.example", False), ("job@skole.example", True)]
    assert senders(cast.organisation) == [("job@havnsund.example", True)]


def test_proposed_address_can_not_leave_the_department_without_one(cast):
    row = add(cast.school, "skole@havnsund.example")
    row.is_default = False

    save_sender(row)

    assert senders(cast.school) == [("skole@havnsund.example", True)]


def test_removed_address_hands_its_place_on(cast):
    first = add(cast.school, "skole@havnsund.example")
    add(cast.school, "job@skole.example")

    remove_sender(first)

    assert senders(cast.school) == [("job@skole.example", True)]


@pytest.mark.parametrize(
    ("address", "others", "odd"),
    [
        ("a@x.example", [], ""),
        ("a@x.example", ["b@X.example"], ""),
        ("a@x.example", ["b@y.example", "c@y.example"], "x.example"),
    ],
)
def test_domain_that_nobody_else_has_is_noticed(address, others, odd):
    assert stands_alone(address, others) == odd


def test_signatures_are_kept_changed_and_dropped(cast):
    save_signatures(cast.bo, {"da": "Hilsen Bo", "sv": "Hälsningar Bo", "en": " "})
    save_signatures(cast.bo, {"da": "Mange hilsner Bo", "sv": ""})
    save_signatures(cast.school, {"da": "Hilsen skolen"})

    assert list(Signature.objects.order_by("pk").values_list("user", "department", "language", "text")) == [
        (cast.bo.pk, None, "da", "Mange hilsner Bo"),
        (None, cast.school.pk, "da", "Hilsen skolen"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hilsen\n{sender_name}", []),
        ("{boss}", ["{boss} can't be filled in: no such word."]),
        ("{link:proof}", ["A link can't stand in a signature."]),
    ],
)
def test_open_word_in_a_signature_is_refused(text, words):
    assert signature_faults(text) == words
