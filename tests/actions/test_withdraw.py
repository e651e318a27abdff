"""Withdraw: no form, no letter, nothing owed any more."""

import pytest

from besked.access import applicant
from besked.actions.withdraw import Withdraw
from besked.models import Application, Message, Run, Vacancy, Withdrawal
from besked.runs import Refusal
from tests.cast import NOW, Cast, act, applies


def test_withdraw_ends_the_debt_without_a_letter(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("withdraw", cast.bo_acts, [ida])

    ida.refresh_from_db()
    assert (result.messages, ida.status, ida.is_owed, ida.owed_by) == (0, "withdrawn", False, "")
    assert Message.objects.exclude(kind="receipt").count() == 0


def test_withdraw_by_the_applicant_says_so(cast: Cast) -> None:
    ida = applies(cast.teacher)

    act("withdraw", applicant(frozenset({ida.candidate_id})), [ida])

    assert Withdrawal.objects.get().by_applicant is True


def test_withdraw_is_not_for_other_applicants(cast: Cast) -> None:
    ida, bea = applies(cast.teacher, "Ida Berg"), applies(cast.teacher, "Bea Berg")

    result = act("withdraw", applicant(frozenset({bea.candidate_id})), [ida])

    assert [row.reason for row in result.refused] == ["There is no such application."]


def test_withdraw_can_be_taken_back_and_is_owed_again(cast: Cast) -> None:
    ida = applies(cast.teacher)
    run = Run.objects.get(pk=act("withdraw", cast.bo_acts, [ida]).run)

    undone, refused = Withdraw(cast.bo_acts, now=NOW).undo(run)

    ida.refresh_from_db()
    assert (undone, refused, ida.status, ida.is_owed, ida.owed_by) == ([ida.pk], [], "new", True, "owner")


def test_withdraw_twice_is_refused_in_words(cast: Cast) -> None:
    ida = applies(cast.teacher)
    act("withdraw", cast.bo_acts, [ida])

    result = act("withdraw", cast.bo_acts, [ida])

    assert [row.reason for row in result.refused] == ["Not possible: Withdrawn."]


@pytest.mark.parametrize("column", ["closed_at", "closing_at"])
def test_withdrawal_stands_where_the_vacancy_is_closed(cast: Cast, column: str) -> None:
    ida, finn = applies(cast.teacher), applies(cast.nurse, "Finn Holm")
    run = Run.objects.get(pk=act("withdraw", cast.anna_acts, [ida, finn]).run)
    Vacancy.objects.filter(pk=cast.teacher.pk).update(**{column: NOW})

    undone, refused = Withdraw(cast.anna_acts, now=NOW).undo(run)

    assert (undone, refused) == ([finn.pk], [Refusal(ida.pk, "The vacancy is closed.")])
    assert list(Application.objects.order_by("pk").values_list("status", flat=True)) == ["withdrawn", "new"]
