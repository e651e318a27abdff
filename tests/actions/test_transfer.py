"""Transfer: only the person moves; never the application text, its files, notes, rank, mail."""

from besked.actions.transfer import TransferAction
from besked.models import Application, Document, Note, Run, Transfer
from besked.search import matching
from tests.cast import NOW, Cast, act, applies, vacancy

CANARY = "Kanariefugl"


def loaded(cast: Cast) -> Application:
    """An application with something in every place that must stay behind."""
    ida = applies(cast.teacher, letter=f"{CANARY} letter", rank=1)
    Note.objects.create(application=ida, author=cast.bo, text=f"{CANARY} note", at=NOW)
    for kind in ("cv", "letter", "other"):
        Document.objects.create(
            application=ida,
            candidate=ida.candidate,
            kind=kind,
            name=f"{kind}.pdf",
            content_type="application/pdf",
            size=1,
            key=f"ab/{kind}",
            sha256="0",
            created_at=NOW,
        )
    return ida


def test_transfer_moves_the_person_and_the_debt(cast: Cast) -> None:
    ida, target = loaded(cast), vacancy(cast.school, cast.bo)

    result = act("transfer", cast.bo_acts, [ida], answers={"vacancy": target.pk})

    ida.refresh_from_db()
    new = Application.objects.get(vacancy=target)
    assert (result.done, ida.status, ida.is_owed) == ([ida.pk], "transferred", False)
    assert (new.status, new.is_owed, new.candidate_id, new.received_at, new.answer_by, new.language) == (
        "new",
        True,
        ida.candidate_id,
        ida.received_at,
        ida.answer_by,
        ida.language,
    )
    assert Transfer.objects.get().target_id == new.pk
    assert [(event.action, event.after) for event in new.events.all()] == [("received", "new")]


def test_transfer_leaves_text_files_notes_and_rank_behind(cast: Cast) -> None:
    ida, target = loaded(cast), vacancy(cast.school, cast.bo)

    act("transfer", cast.bo_acts, [ida], answers={"vacancy": target.pk})

    new = Application.objects.get(vacancy=target)
    assert (new.letter, new.rank, new.notes.count(), new.messages.count()) == ("", None, 0, 0)
    assert [document.kind for document in new.documents.all()] == ["cv"]
    assert list(matching(Application.objects.all(), CANARY).values_list("pk", flat=True)) == [ida.pk]


def test_transfer_as_a_copy_keeps_the_original(cast: Cast) -> None:
    ida, target = loaded(cast), vacancy(cast.school, cast.bo)
    act("reject", cast.bo_acts, [ida], answers={"type": "review", "reason": "others"})

    act("transfer", cast.bo_acts, [ida], answers={"vacancy": target.pk, "copy": True})

    ida.refresh_from_db()
    assert (ida.status, Application.objects.filter(vacancy=target).count()) == ("rejected", 1)


def test_transfer_refuses_in_words(cast: Cast) -> None:
    target = vacancy(cast.school, cast.bo)
    there, gone, fine = (applies(cast.teacher, f"Ida{n} Berg", email=f"i{n}@example.com") for n in range(3))
    applies(target, "Ida0 Berg", email="i0@example.com")
    act("withdraw", cast.bo_acts, [gone])

    result = act("transfer", cast.bo_acts, [there, gone, fine], answers={"vacancy": target.pk})

    assert (result.done, {row.application: row.reason for row in result.refused}) == (
        [fine.pk],
        {
            there.pk: "They have applied to that vacancy already.",
            gone.pk: "Withdrawn: only a copy can be made.",
        },
    )


def test_transfer_query_count_is_the_same_for_one_and_three(cast: Cast, django_assert_num_queries) -> None:
    target, actor = vacancy(cast.school, cast.bo), cast.bo_acts
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]

    with django_assert_num_queries(30):
        act("transfer", actor, [one], answers={"vacancy": target.pk})
    with django_assert_num_queries(30):
        act("transfer", actor, three, answers={"vacancy": target.pk})

    assert Application.objects.filter(vacancy=target).count() == 4


def test_transfer_undone_leaves_no_trace_at_the_target(cast: Cast) -> None:
    ida, target = loaded(cast), vacancy(cast.school, cast.bo)
    run = Run.objects.get(pk=act("transfer", cast.bo_acts, [ida], answers={"vacancy": target.pk}).run)

    undone, refused = TransferAction(cast.bo_acts, now=NOW).undo(run)

    ida.refresh_from_db()
    assert (undone, refused, ida.status, ida.is_owed) == ([ida.pk], [], "new", True)
    assert Application.objects.filter(vacancy=target).count() == 0
    assert Document.objects.filter(kind="cv").count() == 1


def test_transfer_stays_where_somebody_has_worked_on(cast: Cast) -> None:
    ida, target = loaded(cast), vacancy(cast.school, cast.bo)
    run = Run.objects.get(pk=act("transfer", cast.bo_acts, [ida], answers={"vacancy": target.pk}).run)
    Note.objects.create(application=Application.objects.get(vacancy=target), author=cast.bo, text="Good", at=NOW)

    undone, refused = TransferAction(cast.bo_acts, now=NOW).undo(run)

    assert (undone, [row.reason for row in refused]) == ([], ["Somebody has worked on the new application."])
