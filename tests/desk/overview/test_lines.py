"""The rows of the list as values, and what they count beside."""

import datetime as dt

from besked.desk.overview.lines import Lines, Way, columns, mark_words
from besked.models import Application, Note, Right
from besked.ui.rows import Row
from tests.cast import NOW, act, applies, vacancy


def row_of(application, actor, **way):
    found = columns(Application.objects.filter(pk=application.pk), actor).get()
    return Lines(NOW, Way(**way)).rows([found])[0]


def test_row_holds_words_only(cast):
    ida = applies(cast.teacher, now=NOW - dt.timedelta(days=24), answer_by=dt.date(2026, 11, 20), rank=2)
    Note.objects.create(application=ida, author=cast.bo, text="Calm.", at=NOW)

    assert row_of(ida, cast.bo_acts, query="rank%3D2", open=ida.pk) == Row(
        id=ida.pk,
        url=f"/applications/{ida.pk}/?list=rank%3D2",
        name="Ida Ågård",
        status="new",
        word="New",
        wait="24 days",
        late=True,
        rank="Rank 2",
        language="Danish",
        marks="1 note",
        new=True,
        current=True,
    )


def test_told_person_is_answered(cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers={"type": "review", "reason": cast.reason.slug})
    Application.objects.filter(pk=ida.pk).update(answered_at=NOW)

    assert row_of(ida, cast.bo_acts).wait == "answered"


def test_withdrawn_person_waits_no_more(cast):
    ida = applies(cast.teacher, "Ida Berg", "nl", answer_by=dt.date(2026, 11, 20))
    act("withdraw", cast.bo_acts, [ida])

    row = row_of(ida, cast.bo_acts)

    assert (row.word, row.wait, row.late, row.language, row.new, row.current) == (
        "Withdrawn", "nothing owed", False, "Dutch", False, False,
    )  # fmt: skip


def test_rejected_person_shows_the_stage(cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers={"type": "interview1", "reason": cast.reason.slug})

    row = row_of(ida, cast.bo_acts)

    assert (row.word, row.stage, row.wait) == ("Rejected", "After 1st interview", "today")


def test_other_applications_count_only_where_they_may_be_known(cast):
    ida = applies(cast.teacher)
    for other in (vacancy(cast.school, cast.bo), cast.nurse):
        applies(other, candidate=ida.candidate)

    seen = row_of(ida, cast.bo_acts).marks
    cast.bo.rights = [*cast.bo.rights, Right.OTHER_APPLICATIONS]

    assert (seen, row_of(ida, cast.bo_acts).marks) == ("1 other application", "2 other applications")


def test_unknown_language_and_empty_name_are_shown_as_they_are(cast):
    ida = applies(cast.teacher, language="fi")
    ida.candidate.given_name, ida.candidate.family_name = "", ""
    ida.candidate.save()

    row = row_of(ida, cast.bo_acts)

    assert (row.name, row.language) == ("Without a name", "fi")


def test_marks_are_said_in_words():
    assert (mark_words(0, 0), mark_words(1, 0), mark_words(3, 1)) == (
        [], ["1 note"], ["3 notes", "1 other application"],
    )  # fmt: skip
