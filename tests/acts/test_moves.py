"""Moves by recruiters: by hand on the telephone, other people, a place, stars, and what each refuses in words."""

import datetime as dt

import pytest

from besked.access import applicant
from besked.acts import ACTS
from besked.models import Interview, LetterTemplate, Message, Rating, Run, SenderAddress, Slot
from besked.performing import InvalidAnswersError
from tests.acts.test_interviews import ANSWERS, LATER, answers, invited, states
from tests.cast import Cast, act, applies, user

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)


def test_recruiter_notes_an_answer_by_hand_and_nobody_is_mailed(cast: Cast) -> None:
    row, interview = invited(cast)

    act("reply", cast.bo_acts, [row], answers={"reply": "accepted"}, now=LATER)

    interview.refresh_from_db()
    assert (interview.reply, interview.replied_at) == ("accepted", LATER)
    assert Message.objects.filter(kind="interview-answer").count() == 0


def test_applicant_cannot_go_back_to_awaiting(cast: Cast) -> None:
    row, _interview = invited(cast)

    assert [r.reason for r in answers(row, "awaiting").refused] == ["Choose one of the answers."]


def test_answer_needs_a_choice(cast: Cast) -> None:
    row, _interview = invited(cast)

    with pytest.raises(InvalidAnswersError) as found:
        answers(row, "")

    assert found.value.form.errors == {"reply": ["Choose one of the answers."]}


def test_stranger_cannot_answer_for_somebody_else(cast: Cast) -> None:
    row, _interview = invited(cast)
    other = applies(cast.teacher, "Bea Berg")

    result = act("reply", applicant(frozenset({other.candidate_id})), [row], answers={"reply": "accepted"}, now=LATER)

    assert [r.reason for r in result.refused] == ["There is no such application."]


def test_same_answer_twice_is_told_once(cast: Cast) -> None:
    row, _interview = invited(cast)
    answers(row, "accepted")

    result = answers(row, "accepted", now=LATER + dt.timedelta(minutes=5))

    assert (result.done, Message.objects.filter(kind="interview-answer").count()) == ([row.pk], 1)


def test_answer_counts_even_where_the_colleague_cannot_be_mailed(cast: Cast) -> None:
    row, interview = invited(cast)
    SenderAddress.objects.update(address="no address")

    result = answers(row, "accepted")

    interview.refresh_from_db()
    assert (result.done, interview.reply) == ([row.pk], "accepted")
    assert Message.objects.filter(kind="interview-answer").count() == 0


def test_move_to_other_colleagues_and_place_keeps_the_answer(cast: Cast) -> None:
    row, interview = invited(cast)
    user("dan", "mid", cast.school)
    answers(row, "accepted")

    act(
        "move",
        cast.bo_acts,
        [row],
        answers={"recruiters": ["dan@havnsund.example"], "place": "Havnegade 2"},
        now=LATER + dt.timedelta(hours=1),
    )

    interview.refresh_from_db()
    assert (interview.reply, interview.place, interview.revision) == ("accepted", "Havnegade 2", 2)
    assert [person.name for person in interview.recruiters.all()] == ["Dan Holm"]
    assert states(interview, "reminder") == ["cancelled", "queued"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Nothing has changed."),
        ({"time": "10:00"}, "Nothing has changed."),
        ({"date": "2026-11-20"}, "This time has passed. Choose one that lies ahead."),
        ({"date": "2028-12-01"}, "This is more than two years ahead. Check the year."),
        ({"date": "9999-12-31", "time": "23:59"}, "This is more than two years ahead. Check the year."),
        (
            {"date": "2027-03-28", "time": "02:30"},
            "There is no 02:30 on Sunday 28 March: the clocks change then. Choose another time.",
        ),
        ({"interview": 999}, "There is no interview."),
    ],
)
def test_move_that_makes_no_sense_is_refused_in_words(cast: Cast, given, words) -> None:
    row, _interview = invited(cast)

    result = act("move", cast.bo_acts, [row], answers=given, now=LATER)

    assert [r.reason for r in result.refused] == [words]


def test_edited_reminder_is_kept_by_a_move(cast: Cast) -> None:
    row = applies(cast.teacher)
    letters = {"reminder": {"da": {"body": "Husk din samtale {interviewtime}. {confirmlink}"}}}
    act("invite", cast.bo_acts, [row], answers=ANSWERS, letters=letters)
    Run.objects.update(letters=letters)  # as every door stores it

    act("move", cast.bo_acts, [row], answers={"time": "14:00"}, now=LATER)

    newest = Message.objects.filter(kind="reminder").latest("pk")
    assert newest.body.startswith("Husk din samtale 14.00. {link:reply}")


def test_cancelled_interview_can_be_neither_moved_nor_answered(cast: Cast) -> None:
    row, interview = invited(cast)
    act("cancel-interview", cast.bo_acts, [row], now=LATER)
    given = {"interview": interview.pk}

    moved = act("move", cast.bo_acts, [row], answers=given | {"time": "11:00"}, now=LATER)
    answered = act("reply", cast.bo_acts, [row], answers=given | {"reply": "accepted"}, now=LATER)

    assert [r.reason for r in (*moved.refused, *answered.refused)] == ["This interview is cancelled."] * 2


def test_whoever_is_rejected_is_not_invited_anew_by_a_move(cast: Cast) -> None:
    row, _interview = invited(cast)
    act("no-show", cast.bo_acts, [row], now=AFTER)
    act(
        "reject",
        cast.bo_acts,
        [row],
        answers={"type": "review", "reason": cast.reason.slug, "tell": "later"},
        now=AFTER,
    )

    result = act("move", cast.bo_acts, [row], answers={"date": "2026-12-03"}, now=AFTER)

    assert (result.done, [r.reason for r in result.refused]) == (
        [],
        ["Not possible: Rejected · after application review."],
    )


def test_cancellation_before_the_invitation_left_writes_nothing(cast: Cast) -> None:
    row, interview = invited(cast)

    result = act("cancel-interview", cast.bo_acts, [row], now=LATER)

    assert (result.messages, states(interview, "invitation")) == (0, ["cancelled"])


def test_no_show_stays_invited_and_can_be_taken_back(cast: Cast) -> None:
    row, interview = invited(cast)
    run = act("no-show", cast.bo_acts, [row], now=AFTER).run
    interview.refresh_from_db()
    row.refresh_from_db()
    noted = (interview.state, row.status)

    undone, _refused = ACTS["no-show"](cast.bo_acts, now=AFTER).undo(Run.objects.get(pk=run))

    interview.refresh_from_db()
    assert (noted, undone, interview.state) == (("no_show", "invited"), [row.pk], "planned")


def test_held_can_be_taken_back_with_status_and_stage(cast: Cast) -> None:
    row, interview = invited(cast)
    run = act("held", cast.bo_acts, [row], now=AFTER).run

    undone, refused = ACTS["held"](cast.bo_acts, now=AFTER).undo(Run.objects.get(pk=run))

    row.refresh_from_db()
    interview.refresh_from_db()
    assert (undone, refused) == ([row.pk], [])
    assert (row.status, row.stage, interview.state) == ("invited", "review", "planned")


def test_whoever_did_not_come_was_not_interviewed(cast: Cast) -> None:
    row, interview = invited(cast)
    later = AFTER + dt.timedelta(days=1)
    before = list(Interview.objects.happened(later))

    act("no-show", cast.bo_acts, [row], now=AFTER)

    assert (before, list(Interview.objects.happened(later))) == ([interview], [])


def test_stars_are_given_from_one_to_seven(cast: Cast) -> None:
    row, interview = invited(cast)

    act("rate", cast.bo_acts, [row], answers={"stars": 6, "comment": "Rolig og klar"}, now=AFTER)
    with pytest.raises(InvalidAnswersError):
        act("rate", cast.bo_acts, [row], answers={"stars": 8}, now=AFTER)

    rating = Rating.objects.get()
    assert (rating.stars, rating.comment, rating.by, rating.interview) == (6, "Rolig og klar", cast.bo, interview)


def test_reader_may_neither_move_nor_note(cast: Cast) -> None:
    assert [slug for slug, kind in ACTS.items() if kind.allows(cast.bo_acts)] == list(ACTS)
    reader = cast.bo_acts.__class__(cast.bo_acts.kind, cast.rune, frozenset(cast.rune.rights), frozenset())
    assert [slug for slug, kind in ACTS.items() if kind.allows(reader)] == []


@pytest.mark.parametrize(
    ("slug", "given", "queries"), [("move", {"time": "15:00"}, 26), ("cancel-interview", {}, 22), ("held", {}, 23)]
)
def test_acts_cost_the_same_for_one_and_three(cast: Cast, django_assert_num_queries, slug, given, queries) -> None:
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    act("invite", cast.bo_acts, [one, *three], answers=ANSWERS)
    actor, now = cast.bo_acts, AFTER if slug == "held" else LATER

    with django_assert_num_queries(queries):
        act(slug, actor, [one], answers=given, now=now)
    with django_assert_num_queries(queries):
        act(slug, actor, three, answers=given, now=now)


@pytest.mark.parametrize(("line", "nudges"), [("1/12 10:00-10:45", 1), ("25/11 10:00-10:45", 0)])
def test_whoever_has_still_to_choose_is_asked_to_at_the_new_place(cast: Cast, line: str, nudges: int) -> None:
    row, interview = invited(cast, arrange="slots", slots=[line], date="", time="")
    Message.objects.update(state="sent")

    act("move", cast.bo_acts, [row], answers={"place": "Havnegade 2"}, now=LATER)

    letter = Message.objects.get(interview=interview, kind="choose-time", state="queued")
    assert ("Havnegade 2" in letter.body, "–" in letter.body) == (True, False)
    assert states(interview, "choose-time-reminder") == ["sent", "queued"][: 2 * nudges]


def test_move_without_a_letter_still_writes_where_the_invitation_waits(cast: Cast) -> None:
    row, interview = invited(cast)

    act("move", cast.bo_acts, [row], answers={"time": "11:00", "mail": "none"}, now=LATER)

    assert states(interview, "invitation") == ["cancelled", "queued"]


def test_answer_counts_whatever_is_wrong_with_our_letters(cast: Cast) -> None:
    row, interview = invited(cast, arrange="slots", slots=["1/12 10:00-10:45"], date="", time="")
    LetterTemplate.objects.create(
        department=cast.organisation, family="time-chosen", language="da", subject="Hej", body="{nonsense}", at=LATER
    )
    slot = {"slot": Slot.objects.get().pk}

    result = act("book", applicant(frozenset({row.candidate_id})), [row], answers=slot, now=LATER)

    interview.refresh_from_db()
    assert (result.done, interview.reply, states(interview, "time-chosen")) == ([row.pk], "accepted", [])
