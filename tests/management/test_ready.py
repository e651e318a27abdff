"""An instance is ready after `migrate`, however often it is run."""

import pytest

from besked.actions.reject.reasons import REASONS
from besked.management.ready import make_ready
from besked.models import Department, Reason


@pytest.mark.django_db
def test_ready_makes_a_department_and_the_reasons():
    make_ready()

    department = Department.objects.get()
    assert (department.parent, department.path) == (None, f"/{department.pk}/")
    assert list(Reason.objects.values_list("slug", flat=True)) == [reason.slug for reason in REASONS]
    assert set(Reason.objects.first().labels) == {"da", "sv", "nb", "nl", "en"}


@pytest.mark.django_db
def test_ready_leaves_what_is_there():
    Department.objects.create(name="Havnsund", path="/1/")
    Reason.objects.create(slug="ours", labels={"da": "Vores"})

    make_ready()
    make_ready()

    assert (Department.objects.count(), Reason.objects.count()) == (1, 1)
