"""Send e-mail: all four fields valid, or it does not go; no status changes; it is no answer."""

import pytest

from besked.action import InvalidAnswersError
from besked.models import Message
from tests.cast import Cast, act, applies

ANSWERS = {"subject": "Et spørgsmål", "body": "Hvornår kan du begynde?"}


def test_email_stands_in_a_frame_and_changes_nothing(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("email", cast.bo_acts, [ida], answers=ANSWERS)

    ida.refresh_from_db()
    mail = Message.objects.get(kind="email")
    assert (result.messages, ida.status, ida.round, ida.is_owed) == (1, "new", 1, True)
    assert (mail.subject, mail.to, mail.sender) == ("Et spørgsmål", ida.candidate.email, "job@havnsund.example")
    assert (mail.body.startswith("Hej Ida"), mail.body.count("Hvornår kan du begynde?"), mail.once) == (True, 1, None)


def test_email_can_go_to_somebody_twice(cast: Cast) -> None:
    ida = applies(cast.teacher)

    act("email", cast.bo_acts, [ida], answers=ANSWERS)
    act("email", cast.bo_acts, [ida], answers=ANSWERS)

    assert Message.objects.filter(kind="email").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("to", "ida@@example", "The recipient is not a valid e-mail address."),
        ("from", "bo", "The sender is not a valid e-mail address."),
    ],
)
def test_email_form_has_a_sentence_for_each_bad_address(cast: Cast, field: str, value: str, words: str) -> None:
    ida = applies(cast.teacher)

    with pytest.raises(InvalidAnswersError) as caught:
        act("email", cast.bo_acts, [ida], answers=ANSWERS | {field: value})

    assert list(caught.value.form.errors.values()) == [[words]]


def test_email_without_contents_does_not_go(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("email", cast.bo_acts, [ida], answers={"subject": "Hej", "body": ""})

    assert [row.reason for row in result.refused] == ["The letter is empty."]
