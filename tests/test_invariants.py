"""The check after each test: it must see a status that nobody decided."""

import pytest

from besked.models import Application
from tests.cast import Cast, applies
from tests.invariants import disagreeing_statuses


@pytest.mark.django_db
def test_status_without_history_is_seen():
    application = applies(Cast().teacher)
    before = disagreeing_statuses()

    Application.objects.filter(pk=application.pk).update(status="rejected")
    found = disagreeing_statuses()
    Application.objects.filter(pk=application.pk).update(status="new")

    assert before == []
    assert found == [f"application {application.pk}: rejected, and its history says new"]
