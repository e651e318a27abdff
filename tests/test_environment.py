"""The suite's own ground: a real database that a second process can open, and files nobody else sees."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from besked.models import Department
from tests.environment import DATA

COUNT = """
import django
django.setup()
from besked.models import Department
print(Department.objects.filter(name="seen from outside").count())
"""


def test_data_folder_is_this_process_alone():
    assert settings.DATA_DIR == DATA


@pytest.mark.django_db
def test_commit_reaches_the_disk():
    asked = {
        "sqlite": ["PRAGMA journal_mode", "PRAGMA synchronous"],
        "postgresql": ["SHOW fsync", "SHOW synchronous_commit"],
    }

    with connection.cursor() as cursor:
        found = [cursor.execute(question).fetchone()[0] for question in asked[connection.vendor]]

    assert found == {"sqlite": ["wal", 2], "postgresql": ["on", "on"]}[connection.vendor]


def test_second_process_sees_the_database(database_url):
    Department.objects.create(name="seen from outside")
    env = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "besked.settings"}

    seen = subprocess.run([sys.executable, "-c", COUNT], env=env, capture_output=True, text=True, check=True)

    assert seen.stdout.strip() == "1"
