"""Invite's letters: the confirm link by the seed's table, and reminders by the seed's rule."""

import datetime as dt
from typing import Any

import pytest

from besked.access import actor_for
from besked.models import Candidate, LetterTemplate, Message
from tests.actions.test_invite import ANSWERS, faults, with_sms
from tests.cast import NOW, Cast, act, applies

# The confirm link: the seed's table


def own_text(cast: Cast, language: str, body: str) -> None:
    """The organisation's own invitation in a language."""
    LetterTemplate.objects.create(
        department=cast.organisation,
        family="invitation",
        variant="interview1",
        language=language,
        subject="Hej",
        body=body,
        at=NOW,
    )


def links(cast: Cast, languages: tuple[str, ...], **more: Any) -> list[int]:
    """How many times the link stands in the invitation of each applicant."""
    rows = [applies(cast.teacher, f"Ida{code} Berg", code) for code in languages]
    act("invite", cast.bo_acts, rows, answers=ANSWERS | more)
    sent = Message.objects.filter(kind="invitation").order_by("pk")
    return [message.body.count("{link:reply}") for message in sent]


@pytest.mark.parametrize(
    ("da", "sv", "answer", "expected"),
    [
        ("Kom {confirmlink}", "Kom {confirmlink}", None, [1, 1]),  # every variant has it: nothing is added
        ("Kom", "Kom", None, [1, 1]),  # none has it: added to both
        ("Kom {confirmlink}", "Kom", None, [1, 1]),  # mixed: added to the one that lacks it
        ("Kom {confirmlink}", "Kom", False, [1, 0]),  # ticked off by hand: texts stay as they are
        ("Kom", "Kom {confirmlink}", True, [1, 1]),
    ],
)
def test_confirm_link_is_in_every_letter_by_the_rule(cast: Cast, da, sv, answer, expected) -> None:
    own_text(cast, "da", da)
    own_text(cast, "sv", sv)

    assert links(cast, ("da", "sv"), **({} if answer is None else {"confirm_link": answer})) == expected


@pytest.mark.parametrize(("body", "expected"), [("Kom {confirmlink}", [1]), ("Kom", [1])])
def test_confirm_link_for_one_applicant_is_added_where_it_lacks(cast: Cast, body, expected) -> None:
    own_text(cast, "da", body)

    assert links(cast, ("da",)) == expected


def test_confirm_link_goes_with_the_reminder_where_no_letter_is_sent(cast: Cast) -> None:
    LetterTemplate.objects.create(
        department=cast.organisation, family="reminder", variant="", language="da", subject="Husk", body="Husk", at=NOW
    )
    row = applies(cast.teacher)

    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"mail": "none", "reminder": "email"})

    written = Message.objects.exclude(kind="receipt").get()
    assert (written.kind, written.body.count("{link:reply}")) == ("reminder", 1)


@pytest.mark.parametrize("broken", ["{confirm\nlink}", "%7Bconfirmlink%7D", "{ confirmlink }"])
def test_broken_confirm_link_is_refused_in_words(cast: Cast, broken: str) -> None:
    row = applies(cast.teacher)
    letters = {"invitation": {"da": {"body": f"Kom {broken}"}}}

    result = act("invite", cast.bo_acts, [row], answers=ANSWERS, letters=letters)

    assert [refusal.reason for refusal in result.refused] == [
        "{confirmlink} is broken in the text. Write it in one piece, in braces."
    ]


def test_confirm_link_stands_in_no_other_letter(cast: Cast) -> None:
    row = applies(cast.teacher)

    result = act(
        "email",
        cast.bo_acts,
        [row],
        answers={"subject": "Hej", "body": "Hej", "from": "job@havnsund.example"},
        letters={"email": {"da": {"body": "Her: {confirmlink}"}}},
    )

    assert [refusal.reason for refusal in result.refused] == ["{confirmlink} can't be filled in: no such word."]


# Reminders


@pytest.mark.parametrize(
    ("days", "short", "expected"),
    [
        (1, False, dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)),
        (7, False, dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)),
    ],
)
def test_reminder_leaves_at_nine_so_many_days_before(cast: Cast, days, short, expected) -> None:
    act("invite", cast.bo_acts, [applies(cast.teacher)], answers=ANSWERS | {"reminder": "email", "days_before": days})

    assert Message.objects.get(kind="reminder").not_before == expected


@pytest.mark.parametrize(("short", "expected"), [(False, []), (True, [dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)])])
def test_no_reminder_where_its_moment_has_passed_unless_short_notice_is_asked_for(cast: Cast, short, expected) -> None:
    soon = {"date": "2026-11-24", "reminder": "email", "days_before": 1, "short_notice": short}

    act("invite", cast.bo_acts, [applies(cast.teacher)], answers=ANSWERS | soon)

    assert list(Message.objects.filter(kind="reminder").values_list("not_before", flat=True)) == expected


def test_sms_reminder_is_offered_only_with_the_right(cast: Cast) -> None:
    assert faults(cast, reminder="sms") == {
        "reminder": ["Select a valid choice. sms is not one of the available choices."]
    }


def test_sms_reminder_without_a_number_needs_a_second_yes(cast: Cast) -> None:
    row, actor = applies(cast.teacher), actor_for(with_sms(cast.bo))
    answers = ANSWERS | {"reminder": "both"}

    refused = act("invite", actor, [row], answers=answers).refused
    accepted = act("invite", actor, [row], answers=answers, accept=["no-mobile"])

    assert [(r.reason, r.rule) for r in refused] == [("There is no mobile number for the SMS reminder.", "no-mobile")]
    assert accepted.done == [row.pk]
    assert list(Message.objects.filter(kind__startswith="reminder").values_list("channel", flat=True)) == ["email"]


def test_sms_reminder_goes_to_the_number_as_one_short_text(cast: Cast) -> None:
    row = applies(cast.teacher)
    Candidate.objects.filter(pk=row.candidate_id).update(mobile="+4520304050")

    act("invite", actor_for(with_sms(cast.bo)), [row], answers=ANSWERS | {"reminder": "both"})

    sms = Message.objects.get(channel="sms")
    assert (sms.kind, sms.to, sms.subject) == ("reminder-sms", "+4520304050", "")
    assert sms.once == f"remind:{sms.interview_id}:1:sms"
