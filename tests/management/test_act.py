"""Further actions from the command line."""

import json

import pytest

from besked.management.base import BadInput
from besked.models import Application, Event, Message
from tests.cast import applies
from tests.management.typed import typed

REJECT = ("--answers", '{"reason": "others"}')


def test_act_does_it_and_tells_who_not(cast):
    ida, finn = applies(cast.teacher), applies(cast.nurse, "Finn Holm")

    told = typed("act", "reject", ida.pk, finn.pk, "--as", cast.bo.email, *REJECT)

    assert told == f"done: {ida.pk}\nrefused: {finn.pk} There is no such application.\nmessages: 1\n"
    assert Event.objects.get(action="reject").user == cast.bo


def test_act_without_a_user_is_besked_itself(cast):
    ida = applies(cast.teacher)

    typed("act", "save", ida.pk)

    event = Event.objects.get(action="save")
    assert (event.user, event.actor_kind) == (None, "system")


def test_act_answers_as_rest_does(cast):
    ida = applies(cast.teacher)

    answer = json.loads(typed("act", "save", ida.pk, "--json"))

    assert answer == {"run": answer["run"], "done": [ida.pk], "refused": [], "messages": 0}


def test_dry_run_changes_nothing(cast):
    ida = applies(cast.teacher)

    told = typed("act", "reject", ida.pk, "--dry-run", *REJECT)
    answer = json.loads(typed("act", "reject", ida.pk, "--dry-run", "--json", *REJECT))

    assert told == f"ready: {ida.pk}\n"
    assert (answer["ready"], list(answer["letters"])) == ([ida.pk], ["rejection"])
    assert Application.objects.get().status == "new"


def test_act_takes_letters_and_people(cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")
    letters = json.dumps({"rejection": {"da": {"subject": "Til alle"}}})
    people = json.dumps({str(per.pk): {"rejection": {"subject": "Til Per"}}})

    typed("act", "reject", ida.pk, per.pk, *REJECT, "--letters", letters, "--people", people)

    assert set(Message.objects.filter(kind="rejection").values_list("subject", flat=True)) == {"Til alle", "Til Per"}


def test_same_key_is_done_once(cast):
    ida = applies(cast.teacher)

    first, second = (typed("act", "reject", ida.pk, "--key", "monday", *REJECT) for _ in range(2))

    assert first == second
    assert Message.objects.filter(kind="rejection").count() == 1
    with pytest.raises(BadInput, match="This key was used before, for something else"):
        typed("act", "save", ida.pk, "--key", "monday")


def test_wrong_answers_are_named(cast):
    ida = applies(cast.teacher)

    with pytest.raises(BadInput, match=r"^reason: There is no such reason\.$"):
        typed("act", "reject", ida.pk, "--answers", '{"reason": "age"}')


@pytest.mark.parametrize("form", ['{"1": []}', '{"1": {"rejection": "Hej"}}', '{"1": {"rejection": {"subject": 5}}}'])
@pytest.mark.parametrize("option", ["letters", "people"])
def test_text_of_another_form_is_named(cast, option, form):
    with pytest.raises(BadInput, match=f"^--{option} must hold texts, as in "):
        typed("act", "save", 1, f"--{option}", form)
