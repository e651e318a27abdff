"""Logs: words stay, secrets of links don't."""

import logging

import pytest

from besked.lib.logs import WithoutLinks


@pytest.mark.parametrize(
    ("words", "args", "written"),
    [
        ("%s: %s", ("Gone", "/me/s3cret-Token_1/5/withdraw/"), "Gone: /me/…/5/withdraw/"),
        ("Gone: /accounts/first/eyJ:1x:abc/", (), "Gone: /accounts/first/…/"),
        ("Not Found: %s", ("/accounts/password/reset/key/5-abc/",), "Not Found: /accounts/password/reset/key/…/"),
        ("Gone: /api/v1/sms-reports/7/s3cret/?type=1", (), "Gone: /api/v1/sms-reports/7/…/?type=1"),
        ("%d%% of /jobs/", (5,), "5% of /jobs/"),
    ],
)
def test_log_says_where_without_the_secret(words, args, written):
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, words, args, None)

    kept = WithoutLinks().filter(record)

    assert (kept, record.getMessage()) == (True, written)
