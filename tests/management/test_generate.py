"""Made-up applications: as many as asked, the same for the same seed, all new, nothing queued."""

import pytest

from besked.answers.tally import count
from besked.management.checkup import statuses
from besked.models import Application, Event, Message, SearchDoc, Tally, Vacancy
from besked.search import matching
from tests.cast import NOW
from tests.management.typed import typed


def told():
    """What was made, without ids."""
    rows = Application.objects.order_by("pk").values_list(
        "candidate__given_name", "candidate__family_name", "candidate__email", "language", "received_at", "letter"
    )
    return list(rows)


def test_generate_makes_what_is_asked(cast):
    ids = [int(line) for line in typed("generate", "--vacancies", 2, "--applications", 31, "--seed", 5).split()]

    rows = Application.objects.filter(vacancy__in=ids)
    assert (len(ids), rows.count(), rows.filter(vacancy=ids[0]).count()) == (2, 31, 16)
    assert set(rows.values_list("status", "round", "answered_at")) == {("new", 1, None)}
    assert Event.objects.filter(action="received", before="", after="new").count() == 31
    assert list(statuses(NOW)) == []


def test_generate_records_receipts_as_sent(cast):
    typed("generate", "--vacancies", 1, "--applications", 7)

    assert set(Message.objects.values_list("state", "kind")) == {("sent", "receipt")}
    assert Message.objects.filter(abouts__application__isnull=False).count() == 7
    assert Message.objects.filter(sent_at=None).count() == 0


def test_generated_people_can_be_found_and_are_counted(cast):
    typed("generate", "--vacancies", 1, "--applications", 7)

    first = Application.objects.select_related("candidate").first()
    found = matching(Application.objects.all(), first.candidate.name)
    assert first in found
    assert SearchDoc.objects.count() == 7
    kept = {(row.vacancy_id, row.owed_by): (row.owed, row.overdue) for row in Tally.objects.all()}
    assert kept == count(NOW.date())


def test_same_seed_makes_the_same_people(cast):
    typed("generate", "--vacancies", 1, "--applications", 9, "--seed", 3)
    first = told()
    for model in (Message, Event, SearchDoc):
        model.objects.all().delete()
    people = [row.candidate for row in Application.objects.select_related("candidate")]
    Application.objects.all().delete()
    for person in people:
        person.delete()
    Vacancy.objects.filter(slug__startswith="generated").delete()

    typed("generate", "--vacancies", 1, "--applications", 9, "--seed", 3)

    assert told() == first
    assert len(set(first)) == 9


def test_generate_can_be_run_again(cast):
    typed("generate", "--vacancies", 2, "--applications", 4)
    typed("generate", "--vacancies", 2, "--applications", 4)

    assert Vacancy.objects.filter(slug__startswith="generated").count() == 4
    assert Application.objects.count() == 8


@pytest.mark.parametrize("made", [10, 40])
def test_generate_costs_the_same_queries_for_any_number(cast, made, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        typed("generate", "--vacancies", 1, "--applications", made)
