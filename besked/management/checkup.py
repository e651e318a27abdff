"""What `besked doctor` looks at: settings, mail, and what must always be true. Each finding is one sentence."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F, OuterRef, Subquery

from besked.answers import wrongly_kept
from besked.answers.tally import count
from besked.lib.addresses import BadAddress, clean_email
from besked.lib.env import env_str
from besked.messaging.catalogue import ours
from besked.messaging.delivery import SILENCE
from besked.messaging.transports import check_sms_url, check_url
from besked.models import (
    LANGUAGES,
    Application,
    Channel,
    Department,
    Event,
    Message,
    MessageState,
    Reason,
    SenderAddress,
    Tally,
    User,
    Vacancy,
    Worker,
)

LATE = dt.timedelta(minutes=15)
ROOM = 500 * 1024 * 1024  # bytes that should be free where the data lies
Check = Callable[[dt.datetime], Iterable[str]]


def secret(now: dt.datetime) -> Iterable[str]:
    """The key that signs sessions and links."""
    if len(settings.SECRET_KEY) < 32:
        yield "The secret key is shorter than 32 characters: leave BESKED_SECRET_KEY out, or give it a long one."
    kept = Path(settings.BESKED_DATA_DIR) / "secret.key"
    if kept.is_file() and kept.stat().st_mode & 0o077:
        yield f"Others can read {kept.name} in the data folder: chmod 600."
    if not kept.is_file() and not (env_str("BESKED_SECRET_KEY") or env_str("BESKED_SECRET_KEY_FILE")):
        yield "No secret key is kept: sessions and links would end with each start."


def debugging(now: dt.datetime) -> Iterable[str]:
    """Debug pages show settings to strangers."""
    if settings.DEBUG:
        yield "BESKED_DEBUG is on: never in the open."


def folder(now: dt.datetime) -> Iterable[str]:
    """Database and files need room."""
    place = Path(settings.BESKED_DATA_DIR)
    if not os.access(place, os.W_OK | os.X_OK):
        yield f"The data folder {place} can't be written to."
    elif shutil.disk_usage(place).free < ROOM:
        yield "Less than 500 MB are free where the data folder lies."


def migrations(now: dt.datetime) -> Iterable[str]:
    """Tables as this version needs them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is of an older version; run: besked migrate"


def mail(now: dt.datetime) -> Iterable[str]:
    """The way out."""
    if not settings.SMTP_URL:
        yield "SMTP_URL is not set: mail stays queued and nobody is told anything."
        return
    try:
        check_url(settings.SMTP_URL)
    except ValueError as fault:
        yield str(fault)
    if settings.SMTP_URL == "demo:" and not settings.BASE_URL.startswith("http://127.0.0.1"):
        yield "SMTP_URL is demo: every letter goes into the demo mailbox, and none to an applicant."


def sms(now: dt.datetime) -> Iterable[str]:
    """The way to telephones; who sends no SMS needs none."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, channel=Channel.SMS)
    if not settings.SMS_URL:
        if waiting.exists():
            yield "SMS_URL is not set: SMS stay queued and reach nobody."
        return
    try:
        check_sms_url(settings.SMS_URL)
    except ValueError as fault:
        yield str(fault)
    if settings.SMS_URL == "demo:" and not settings.BASE_URL.startswith("http://127.0.0.1"):
        yield "SMS_URL is demo: every SMS goes to the demo phone, and none to an applicant."


def senders(now: dt.datetime) -> Iterable[str]:
    """Addresses that letters leave from; a domain that nobody owns makes them spam."""
    rows = list(SenderAddress.objects.select_related("department"))
    tops = Department.objects.filter(parent=None)
    for top in tops:
        if not any(row.department.path.startswith(top.path) for row in rows):
            yield f"{top.name} has no sender address: letters leave from the recruiter's own. Add one in the settings."
    made_up = (".example", ".invalid", ".test", ".localhost")
    for row in rows:
        try:
            domain = clean_email(row.address).rpartition("@")[2]
        except BadAddress:
            yield f"The sender address {row.address} is not valid."
            continue
        if domain.endswith(made_up) and settings.SMTP_URL != "demo:":
            yield f"Nobody can answer to {row.address}: its domain does not exist."


def people(now: dt.datetime) -> Iterable[str]:
    """What `besked migrate` and `createadmin` make."""
    if not Department.objects.exists() or not Reason.objects.filter(is_active=True).exists():
        yield "There is no department or no reason; run: besked migrate"
    if not User.objects.filter(is_active=True, rights__icontains="administer").exists():
        yield "There is no administrator; run: besked createadmin EMAIL"


def letters(now: dt.datetime) -> Iterable[str]:
    """Our own letters, in five languages."""
    names = {(family, variant) for family, variant, _language in ours()}
    wanted = [(family, variant, code) for family, variant in sorted(names) for code in LANGUAGES]
    lacking = [" ".join(part for part in one if part) for one in wanted if one not in ours()]
    if lacking:
        yield f"Letters are missing: {', '.join(lacking)}. Install Besked anew."


def statuses(now: dt.datetime) -> Iterable[str]:
    """Status and history agree."""
    last = Event.objects.filter(application=OuterRef("pk")).order_by("-pk").values("after")[:1]
    wrong = Application.objects.annotate(told=Subquery(last)).exclude(told=F("status"))
    yield from _named(wrong.values_list("pk", flat=True)[:11], "The status of {} differs from the last event's.")


def debts(now: dt.datetime) -> Iterable[str]:
    """Whoever is called answered was answered."""
    found = wrongly_kept().values_list("pk", flat=True)[:11]
    yield from _named(found, "Whether {} is owed an answer is not what the letters say.")


def leaving(now: dt.datetime) -> Iterable[str]:
    """Every message that is leaving has a worker who lives."""
    alive = Worker.objects.filter(beat_at__gte=now - SILENCE).values("name")
    in_hand = Message.objects.filter(state__in=[MessageState.CLAIMED, MessageState.SENDING]).exclude(worker__in=alive)
    found = in_hand.values_list("pk", flat=True)[:11]
    yield from _named(found, "No live worker has {} in hand; start one, and it puts them in order.", "message")


def waiting(now: dt.datetime) -> Iterable[str]:
    """Mail that should have left."""
    overdue = Message.objects.filter(state=MessageState.QUEUED, not_before__lt=now - LATE).count()
    if overdue and not Worker.objects.filter(beat_at__gte=now - SILENCE).exists():
        yield f"{overdue} messages should have left by now, and no worker runs: besked worker"


def errands(now: dt.datetime) -> Iterable[str]:
    """Mail that asks for a person: daily work, and nothing wrong with Besked."""
    asking = [MessageState.FAILED, MessageState.UNCERTAIN, MessageState.BOUNCED]
    if left := Message.objects.filter(state__in=asking).count():
        yield f"{left} messages failed, came back or are uncertain, and wait for a person: besked outbox list"


def tallies(now: dt.datetime) -> Iterable[str]:
    """The counts on the start page; the worker keeps them."""
    if Vacancy.objects.count() > 5000:
        return  # counting anew would take minutes; the worker does it all the time
    kept = {(row.vacancy_id, row.owed_by): row.owed for row in Tally.objects.all()}
    counted = {key: owed for key, (owed, _overdue) in count(now.date()).items()}
    if kept != counted:
        yield "The counts of who is owed an answer lag behind; a running worker renews them."


def _named(ids: Iterable[int], words: str, thing: str = "application") -> Iterable[str]:
    found = [str(pk) for pk in ids]
    if found:
        more = " and more" if len(found) > 10 else ""
        yield words.format(f"{thing} {', '.join(found[:10])}{more}")


CHECKS: dict[str, Check] = {
    "secret key": secret, "debug": debugging, "data folder": folder, "database": migrations, "mail": mail, "sms": sms,
    "sender addresses": senders, "people": people, "letters": letters, "status and history": statuses,
    "debts": debts, "messages in hand": leaving, "outbox": waiting, "counts": tallies,
}  # fmt: skip
NOTES: dict[str, Check] = {"for people": errands}
