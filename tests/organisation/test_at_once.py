"""Two people in the same moment: one is first, the other gets words, and the house keeps its rules."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from besked.access import actor_for
from besked.messaging.catalogue import Letterhead
from besked.messaging.templates import Overtaken, Standings, save_version
from besked.models import Department, LetterTemplate, Right, Tree, User
from besked.organisation import Refused
from besked.organisation.departments import save_department
from besked.organisation.staff import deactivate
from tests.cast import NOW, Cast, user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Runs the jobs in threads that start together; gives the names of what they raised, sorted, "" for nothing."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait()
            job()
        except Exception as fault:
            return type(fault).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(jobs)) as pool:
        return sorted(pool.map(run, jobs))


def test_two_administrators_can_not_remove_each_other():
    cast = Cast()
    sara = user("sara", "complete", cast.organisation)

    told = at_once(
        lambda: deactivate(actor_for(cast.anna), sara, Tree(), NOW),
        lambda: deactivate(actor_for(sara), cast.anna, Tree(), NOW),
    )

    assert told == ["", Refused.__name__]
    assert [u.has(Right.ADMINISTER) for u in User.objects.filter(is_active=True, level="complete")] == [True]


def test_two_moves_can_not_make_a_cycle():
    cast = Cast()

    def under(child, parent):
        row = Department.objects.get(pk=child.pk)
        row.parent = Department.objects.get(pk=parent.pk)
        save_department(row)

    told = at_once(lambda: under(cast.school, cast.care), lambda: under(cast.care, cast.school))

    assert told == ["", Refused.__name__]
    tree = Tree()
    assert [tree.chain(d.pk)[-1].pk for d in tree.by_id.values()] == [cast.organisation.pk] * 3


def test_two_editors_of_a_letter_in_one_moment():
    cast = Cast()
    head = Letterhead("receipt")

    def save(body):
        here = Standings(cast.school, Tree()).of(head, "da")
        save_version(here, subject="Tak", body=body, is_silent=False, based_on=0, by=cast.bo, now=NOW)

    told = at_once(lambda: save("One"), lambda: save("Two"))

    assert told == ["", Overtaken.__name__]
    assert LetterTemplate.objects.filter(is_current=True).count() == LetterTemplate.objects.count() == 1
