"""`besked demo`: says where and who, and is safe to run twice."""

import pytest

from besked.management.demo.story import STAFF
from besked.models import Application
from tests.management.typed import typed


@pytest.mark.django_db
def test_demo_is_loaded_once_and_told_each_time():
    first = typed("demo", "--bind", "127.0.0.1:8642")
    loaded = Application.objects.count()
    second = typed("demo", "--no-serve", "--bind", "127.0.0.1:8642")

    assert first.splitlines()[0] == "The demo data was loaded."
    assert second.splitlines()[0] == "The demo data was here already."
    assert first.splitlines()[1:] == second.splitlines()[1:]
    assert "http://127.0.0.1:8642/jobs/" in first
    assert [one.email for one in STAFF.values() if one.email not in first] == []
    assert Application.objects.count() == loaded > 300
