"""The demo as loaded: what the story tells stands in the rows, and all that is always true is true of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from besked.access import actor_for, visible_to
from besked.actions.reject.reasons import REASONS
from besked.answers import wrongly_kept
from besked.documents.store import open_key
from besked.lib.tokens import token_hash
from besked.management.demo.loader import is_loaded, load
from besked.management.demo.stage import PASSWORD
from besked.management.demo.story import VACANCIES
from besked.messaging.links import purposes, token
from besked.models import (
    Application,
    Candidate,
    Department,
    Document,
    Event,
    Interview,
    InterviewFormat,
    InterviewKind,
    Link,
    Message,
    Note,
    Rating,
    Reason,
    Rejection,
    Run,
    Slot,
    Tally,
    Transfer,
    User,
    Vacancy,
    Withdrawal,
)
from besked.search import matching

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The demo, loaded once for all tests here: none of them changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        Department.objects.create(name="Our organisation")
        Reason.objects.bulk_create(Reason(slug=one.slug, labels=dict(one.labels)) for one in REASONS)
        load(NOW)
        yield
        transaction.set_rollback(True)


def test_every_reference_in_the_rows_is_sound() -> None:
    connection.check_constraints()


def test_loading_again_changes_nothing() -> None:
    before = (Application.objects.count(), Message.objects.count(), Department.objects.count())

    assert is_loaded()
    assert load(NOW) is False
    assert (Application.objects.count(), Message.objects.count(), Department.objects.count()) == before


def test_the_organisation_that_was_there_is_the_root() -> None:
    root = Department.objects.get(parent=None)

    assert root.name == "Besked demo"
    assert Department.objects.filter(path__startswith=root.path).count() == Department.objects.count() == 10


def test_everybody_can_sign_in_with_the_password_that_is_printed() -> None:
    assert [user.email for user in User.objects.all() if not user.check_password(PASSWORD)] == []
    assert User.objects.count() == 5


def test_each_sees_their_own_departments() -> None:
    seen = {
        user.given_name: set(visible_to(actor_for(user), Vacancy.objects.all()).values_list("reference", flat=True))
        for user in User.objects.all()
    }

    assert seen == {
        "Anna": {opening.reference for opening in VACANCIES.values()},
        "Mette": {"HK-2418", "HK-2431", "HK-2440"},
        "Jonas": {"HK-2431"},
        "Saskia": {"SB-117", "SB-109", "SB-121"},
        "Elin": {"SB-117"},
    }


def test_statuses_are_those_of_the_story() -> None:
    counted = {
        reference: Counter(Application.objects.filter(vacancy__reference=reference).values_list("status", flat=True))
        for reference in ("HK-2418", "HK-2431", "SB-117", "SB-121")
    }

    gone = {"rejected": 102, "saved": 14, "withdrawn": 6, "transferred": 1}
    assert counted["HK-2418"] == {"new": 48, "invited": 9, "interviewed": 2} | gone
    gone = {"rejected": 18, "saved": 3, "withdrawn": 2, "transferred": 2}
    assert counted["HK-2431"] == {"new": 29, "invited": 11} | gone
    assert counted["SB-117"] == {"invited": 2, "interviewed": 3, "rejected": 30, "withdrawn": 3}
    assert counted["SB-121"] == {"new": 32, "invited": 6, "rejected": 9, "saved": 2, "withdrawn": 1}


def test_the_status_is_that_of_the_last_event() -> None:
    last = Event.objects.filter(application=OuterRef("pk")).order_by("-pk").values("after")[:1]

    assert Application.objects.annotate(last=Subquery(last)).exclude(status=F("last")).count() == 0


def test_events_stand_in_the_order_in_which_they_happened() -> None:
    times: dict[int, list[datetime]] = {}
    for application, at in Event.objects.order_by("pk").values_list("application", "at"):
        times.setdefault(application, []).append(at)

    # A transfer brings the day of arrival along, so the birth of the new one is later than that.
    assert [pk for pk, told in times.items() if told != sorted(told) or told[-1] > NOW] == []


def test_the_debt_is_kept_rightly_and_counted() -> None:
    owed = Counter(Application.objects.owed().values_list("vacancy__reference", flat=True))

    assert wrongly_kept().count() == 0
    tallies = Tally.objects.values("vacancy__reference").annotate(all=Sum("owed"))
    assert dict(tallies.values_list("vacancy__reference", "all")) == owed
    waiting = Tally.objects.filter(owed_by="applicant")
    assert dict(waiting.values_list("vacancy__reference", "owed")) == {
        "HK-2418": 9, "HK-2431": 11, "HK-2440": 4, "SB-117": 2, "SB-121": 6
    }  # fmt: skip
    assert owed == {"HK-2418": 80, "HK-2431": 49, "HK-2440": 26, "SB-117": 6, "SB-121": 40}


def test_many_have_waited_longer_than_promised() -> None:
    assert Application.objects.overdue(NOW.date()).filter(vacancy__reference="HK-2418").count() == 80
    assert Application.objects.overdue(NOW.date()).filter(vacancy__reference="SB-121").count() == 0


def test_the_vacancy_where_all_have_heard_is_closed() -> None:
    closed = Vacancy.objects.exclude(closed_at=None)

    assert list(closed.values_list("reference", flat=True)) == ["SB-109"]


def test_letters_stand_in_every_state() -> None:
    counted = Counter(Message.objects.values_list("kind", "state"))

    assert counted == {
        ("receipt", "sent"): 400, ("email", "sent"): 9, ("email", "held"): 1,
        ("rejection", "sent"): 182, ("rejection", "queued"): 6, ("rejection", "draft"): 5,
        ("rejection", "failed"): 1, ("rejection", "bounced"): 1, ("rejection", "uncertain"): 1,
        ("invitation", "sent"): 51, ("invitation", "queued"): 2, ("interview-answer", "sent"): 51,
        ("interview-moved", "sent"): 1, ("interview-cancelled", "sent"): 1, ("time-chosen", "sent"): 4,
        ("choose-time", "sent"): 8, ("choose-time-reminder", "sent"): 3, ("choose-time-reminder", "cancelled"): 5,
        ("reminder", "sent"): 29, ("reminder", "queued"): 18, ("reminder", "cancelled"): 5,
        ("reminder-sms", "sent"): 8, ("reminder-sms", "queued"): 4, ("reminder-sms", "cancelled"): 3,
    }  # fmt: skip


def test_letters_are_written_in_five_languages_with_nothing_left_to_fill_in() -> None:
    letters = Message.objects.filter(kind="rejection")

    assert set(letters.values_list("language", flat=True)) == {"da", "sv", "nb", "nl", "en"}
    assert [row.pk for row in Message.objects.all() if "{" in row.body.replace("{link:", "")] == []
    # An SMS has no room for a name, and a colleague reads about somebody else.
    to_applicants = Message.objects.exclude(kind__in=["reminder-sms", "interview-answer"])
    assert [row.pk for row in to_applicants if row.to_name.split()[0] not in row.body] == []


def test_letters_left_after_they_were_written_and_before_now() -> None:
    sent = Message.objects.filter(state="sent")

    assert sent.filter(sent_at__lte=F("queued_at")).count() == 0
    assert sent.filter(sent_at__gt=NOW).count() == 0
    assert Message.objects.filter(state="queued", not_before__lte=NOW).count() == 0


def test_links_in_letters_that_left_can_be_followed() -> None:
    left = Message.objects.filter(state="sent")
    known = set(Link.objects.values_list("digest", flat=True))
    wanted = {token_hash(token(row.message_id, purpose)) for row in left for purpose in purposes(row.body)}

    assert wanted <= known
    assert len(wanted) >= 400


def test_people_who_applied_twice_are_one_person() -> None:
    twice = [
        person for person in Candidate.objects.all() if person.applications.exclude(source="transfer").count() == 2
    ]

    assert len(twice) == 11
    assert [person.pk for person in twice if person.email_proven_at is None] == []
    assert [
        document.pk for document in Document.objects.all() if document.candidate != document.application.candidate
    ] == []


def test_files_lie_in_the_store_and_belong_to_one_person() -> None:
    owners: dict[str, set[int]] = {}
    for document in Document.objects.all():
        owners.setdefault(document.key, set()).add(document.candidate_id)
        with open_key(document.key) as file:
            assert file.read(5) == b"%PDF-"

    assert [key for key, candidates in owners.items() if len(candidates) > 1] == []


def test_every_cv_is_read_and_found_by_its_words() -> None:
    assert set(Document.objects.values_list("text_state", "pages")) == {("done", 1)}
    assert matching(Application.objects.all(), "C#").count() > 10


def test_facts_say_who_when_and_why() -> None:
    assert Rejection.objects.exclude(by=None).count() == Rejection.objects.count() == 196
    assert Rejection.objects.filter(stage="interview2").count() == 3
    assert Counter(Withdrawal.objects.values_list("by_applicant", flat=True)) == {True: 10, False: 7}
    assert set(Transfer.objects.values_list("target__vacancy__reference", flat=True)) == {"HK-2431", "SB-121"}
    assert Note.objects.filter(author__given_name="Jonas").count() == 8
    assert Application.objects.filter(rank=1).count() == 22


def test_a_run_is_one_press_of_a_button() -> None:
    runs = Run.objects.filter(slug="reject", user__given_name="Mette").order_by("created_at")

    assert {run.state for run in Run.objects.all()} == {"performed"}
    assert sorted(len(run.result["done"]) for run in runs) == [1, 1, 1, 2, 5, 6, 7, 34, 58]


def test_people_are_found_by_name_without_accents() -> None:
    found = matching(Application.objects.all(), "swiatek zolkiewski")

    assert [row.candidate.name for row in found.select_related("candidate")] == ["Bartłomiej Świątek-Żółkiewski"]


def test_addresses_are_kept_only_where_they_are_asked_for() -> None:
    asked = Candidate.objects.exclude(address="").values_list("applications__vacancy__reference", flat=True)

    assert set(asked) == {"HK-2440"}


def test_interviews_stand_in_every_state_with_every_answer() -> None:
    assert Counter(Interview.objects.values_list("state", flat=True)) == {
        "planned": 30,
        "held": 30,
        "no_show": 1,
        "cancelled": 1,
    }
    assert Counter(Interview.objects.exclude(state="held").values_list("reply", flat=True)) == {
        "awaiting": 12,
        "accepted": 15,
        "other_time": 3,
        "not_accepted": 2,
    }
    refusals = Interview.objects.filter(reply__in=["other_time", "not_accepted"])
    assert refusals.exclude(reply_text="").count() == refusals.count()
    assert set(Interview.objects.values_list("kind", flat=True)) == set(InterviewKind.values)
    assert set(Interview.objects.values_list("format", flat=True)) == set(InterviewFormat.values)


def test_half_of_the_times_to_choose_are_taken() -> None:
    slots = Slot.objects.annotate(taken=Count("interviews", filter=Q(interviews__seat__isnull=False)))

    assert Counter(slots.values_list("cap", "taken")) == {(1, 1): 4, (1, 0): 4}


def test_nobody_is_reminded_twice_of_the_same_interview() -> None:
    live = Message.objects.filter(kind__startswith="reminder", state__in=["queued", "sent"])
    pairs = Counter(live.values_list("interview", "channel"))

    assert max(pairs.values()) == 1
    assert live.filter(state="queued", not_before__lte=NOW).count() == 0
    assert Message.objects.filter(state="missed").count() == 0


def test_who_met_them_gave_stars() -> None:
    given = Counter(Rating.objects.values_list("by__given_name", "stars"))

    assert given == {
        ("Saskia", 4): 3, ("Saskia", 6): 2, ("Saskia", 7): 1, ("Mette", 5): 3, ("Mette", 7): 1, ("Mette", 3): 1
    }  # fmt: skip
    assert Rating.objects.filter(interview=None).count() == 0


def test_links_of_invitations_open_the_answer_page() -> None:
    invitations = Message.objects.filter(kind__in=["invitation", "choose-time"], state="sent")
    links = {row.digest: row for row in Link.objects.filter(purpose="reply").select_related("message__interview")}

    found = [links[token_hash(token(row.message_id, "reply"))] for row in invitations]
    assert [link.pk for link in found if link.message.interview.application_id != link.application_id] == []
    assert len(found) == 59
