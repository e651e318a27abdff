"""Cookies under TLS: for this very host alone, and never in the clear."""

import subprocess
import sys

import pytest

from tests.management.typed import environment

SHOWN = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from besked.models import Department, Membership
user = get_user_model().objects.create_user("bo@havnsund.example", "sesam sesam", level="mid")
Membership.objects.create(user=user, department=Department.objects.get(parent=None))
client = Client(SERVER_NAME="127.0.0.1")
client.get("/accounts/login/")
client.post("/i18n/setlang/", {"language": "da", "next": "/"})
client.post("/accounts/login/", {"login": user.email, "password": "sesam sesam"})
client.post("/preferences/", {"theme": "dark", "next": "/"})
for name, one in sorted(client.cookies.items()):
    print(name, one["secure"] or False, one["path"], one["domain"] or "-")
"""


@pytest.mark.parametrize(("base", "prefix", "secure"), [("https", "__Host-", True), ("http", "", False)])
def test_cookies_belong_to_this_host_alone_where_it_has_tls(data, base, prefix, secure):
    given = environment(
        data, BESKED_BASE_URL=f"{base}://127.0.0.1", BESKED_DEBUG="1", DJANGO_SETTINGS_MODULE="besked.settings"
    )
    ended = subprocess.run([sys.executable, "-c", SHOWN], env=given, capture_output=True, text=True, check=False)

    assert ended.stderr == ""
    assert ended.stdout.splitlines() == sorted(
        f"{name} {secure} / -"
        for name in (f"{prefix}csrftoken", f"{prefix}sessionid", "besked_language", "besked_theme")
    )
