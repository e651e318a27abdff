"""Who is the same person: proven addresses bring applications together, and nothing else does."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked import persons
from besked.models import Application, Candidate, Document, Event, SearchDoc
from besked.search import matching
from tests.cast import NOW, Cast, applies, vacancy
from tests.portal.mailed import mailed

LATER = NOW + dt.timedelta(hours=1)
EMAIL = "ida@example.com"


@pytest.fixture
def cast(db):
    return Cast()


def applied(to, name="Ida Ågård", email=EMAIL, **fields):
    return mailed(applies(to, name, email=email, **fields))


def test_first_proof_marks_the_address(cast):
    ida = applied(cast.teacher)

    proven = persons.prove(ida.link, LATER)

    assert (proven.candidate, proven.is_new) == (ida.application.candidate, True)
    assert ida.again().candidate.email_proven_at == LATER
    assert Event.objects.filter(action="address-proven").values_list("before", "after", "particulars").get() == (
        "new",
        "new",
        {},
    )
    assert ida.again().version == ida.application.version


def test_second_press_changes_nothing(cast):
    ida = applied(cast.teacher)
    persons.prove(ida.link, NOW)

    assert persons.prove(ida.link, LATER).is_new is False
    assert ida.again().candidate.email_proven_at == NOW
    assert Event.objects.filter(action="address-proven").count() == 1


def test_second_application_joins_the_proven_person(cast):
    first, second = applied(cast.teacher), applied(cast.nurse, "IDA AAGAARD", email="Ida@Example.com")
    Document.objects.create(
        application=second.application, candidate=second.application.candidate, name="cv.pdf", content_type="x", size=1,
        key="0" * 32, sha256="0" * 64, created_at=NOW, text="glassblower",
    )  # fmt: skip
    persons.prove(first.link, NOW)

    joined = persons.prove(second.link, LATER)

    assert joined.candidate == first.application.candidate
    assert second.again().candidate_id == first.application.candidate_id
    assert Document.objects.get().candidate_id == first.application.candidate_id
    assert second.again().version == second.application.version + 1
    assert Event.objects.filter(application=second.application).last().particulars == {
        "joined": first.application.candidate_id,
        "was": second.application.candidate_id,
    }
    assert "glassblower" in SearchDoc.objects.get(application=second.application).text
    assert list(matching(Application.objects.all(), "glassblower")) == [second.application]


@pytest.mark.parametrize(("name", "email"), [("Jens Ågård", EMAIL), ("Ida Ågård", "ida@elsewhere.example")])
def test_other_name_or_other_address_is_another_person(cast, name, email):
    first, second = applied(cast.teacher), applied(cast.nurse, name, email)
    persons.prove(first.link, NOW)

    proven = persons.prove(second.link, LATER)

    assert proven.candidate == second.application.candidate
    assert second.again().candidate.email_proven_at == LATER


def test_unproven_person_is_joined_by_nobody(cast):
    """Somebody else may have applied in this name: until their link is pressed they stand apart."""
    first, second = applied(cast.teacher), applied(cast.nurse)

    persons.prove(second.link, NOW)

    assert first.again().candidate_id != second.again().candidate_id
    assert first.again().candidate.email_proven_at is None


def test_application_to_the_same_vacancy_stays_beside(cast):
    first, second = applied(cast.teacher), applied(cast.nurse)
    persons.prove(first.link, NOW)
    Application.objects.filter(pk=first.application.pk).update(vacancy=cast.nurse, identity="copy")  # as transfers do

    proven = persons.prove(second.link, LATER)

    assert (proven.candidate, proven.is_new) == (second.application.candidate, True)
    assert second.again().candidate.email_proven_at == LATER
    assert second.again().version == second.application.version


def test_join_fills_in_what_was_empty_and_changes_nothing_else(cast):
    first, second = applied(cast.teacher), applied(cast.nurse)
    Candidate.objects.filter(pk=first.application.candidate_id).update(mobile="+4511111111")
    Candidate.objects.filter(pk=second.application.candidate_id).update(mobile="+4522222222", address="Havnegade 1")
    persons.prove(first.link, NOW)

    persons.prove(second.link, LATER)

    assert Candidate.objects.values_list("mobile", "address").get(pk=first.application.candidate_id) == (
        "+4511111111",
        "Havnegade 1",
    )


@pytest.mark.parametrize("number", [1, 3])
def test_join_takes_the_same_queries_however_many_move(cast, number):
    first, second = applied(cast.teacher), applied(cast.nurse)
    persons.prove(first.link, NOW)
    for n in range(number):
        other = applied(vacancy(cast.school, cast.bo), email=f"copy{n}@example.com")
        Application.objects.filter(pk=other.application.pk).update(candidate=second.application.candidate)

    with CaptureQueriesContext(connection) as asked:
        persons.prove(second.link, LATER)

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 15
    assert Application.objects.filter(candidate=first.application.candidate_id).count() == number + 2


def test_link_about_nobody_proves_nothing(cast):
    ida = applied(cast.teacher)
    ida.link.application = None

    with pytest.raises(ValueError, match="about no application"):
        persons.prove(ida.link, NOW)


@pytest.mark.django_db(transaction=True)
def test_two_links_pressed_at_once_make_one_person():
    cast = Cast()
    both = [applied(cast.teacher), applied(cast.nurse)]
    gate, found = threading.Barrier(2), []

    def press(link):
        gate.wait()
        found.append(persons.prove(link, LATER))
        connection.close()

    threads = [threading.Thread(target=press, args=(one.link,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({one.again().candidate_id for one in both}) == 1
    assert [proven.is_new for proven in found] == [True, True]
