"""A hundred submits of one form at once: one application, one receipt."""

import pytest

from besked.models import Application, Candidate, Event, Message, SearchDoc
from besked.receive import Person, receive
from tests.cast import NOW, Cast
from tests.races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


IDA = Person("Ida", "Ågård", "ida@example.com", "da")


def rows() -> list[int]:
    """How many there are of each thing that a submit writes."""
    kinds = (Message.objects.filter(kind=kind).count() for kind in ("receipt", "already-applied"))
    return [*(model.objects.count() for model in (Application, Candidate, Event, SearchDoc)), *kinds]


def test_hundred_equal_submits_make_one_application_and_one_receipt():
    cast = Cast()

    answers = at_once(*[lambda: receive(cast.teacher, IDA, letter="I would like to.", now=NOW)] * 100)

    assert sorted(answer.is_new for answer in answers) == [False] * 99 + [True]
    assert {answer.application.pk for answer in answers} == set(Application.objects.values_list("pk", flat=True))
    assert rows() == [1, 1, 1, 1, 1, 0]


def test_many_different_submits_make_one_application_and_one_word_that_we_have_it():
    cast = Cast()

    answers = at_once(
        *[lambda number=number: receive(cast.teacher, IDA, letter=f"Letter {number}.", now=NOW) for number in range(20)]
    )

    assert sorted(answer.is_new for answer in answers) == [False] * 19 + [True]
    assert rows() == [1, 1, 1, 1, 1, 1]
