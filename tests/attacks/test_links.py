"""The applicant's own page opens for whoever holds its link: so the link goes to the applicant, and to nobody else."""

import pytest

from besked.messaging import outbox
from besked.models import Message, Run, Vacancy
from tests.attacks.conftest import signed_in
from tests.cast import act, applies

REFUSED = "The applicant's personal link can only go to the applicant's own address. Take it out."
WITH_LINK = {"subject": "Hej", "body": "Se {link:proof} her."}


def receipt(application):
    return Message.objects.get(applications=application, kind="receipt")


def test_link_is_mailed_to_nobody_but_the_applicant(cast):
    ida = applies(cast.teacher)

    result = act("email", cast.bo_acts, [ida], answers=WITH_LINK | {"to": "mallory@example.net"})

    assert (result.done, [row.reason for row in result.refused]) == ([], [REFUSED])
    assert Message.objects.filter(kind="email").count() == 0


@pytest.mark.parametrize("part", ["body", "signature"])
def test_link_in_a_letter_of_ones_own_is_mailed_to_nobody_else(cast, part):
    ida = applies(cast.teacher)
    people = {str(ida.pk): {"email": {part: "Se {link:proof} her."}}}
    answers = {"subject": "Hej", "body": "Hej", "to": "mallory@example.net"}

    result = act("email", cast.bo_acts, [ida], answers=answers, people=people)

    assert (result.done, [row.reason for row in result.refused]) == ([], [REFUSED])


def test_link_reaches_the_applicant_however_the_address_is_spelt(cast):
    ida = applies(cast.teacher, email="ida@example.com")

    results = [
        act("email", cast.bo_acts, [ida], answers=WITH_LINK | {"to": to})
        for to in ("", "ida@EXAMPLE.com", "IDA@example.com")
    ]

    assert [result.done for result in results] == [[ida.pk]] * 3


def test_letter_without_link_may_go_to_somebody_else(cast):
    ida = applies(cast.teacher)

    result = act("email", cast.bo_acts, [ida], answers={"subject": "Hej", "body": "Hej", "to": "chef@example.net"})

    assert result.done == [ida.pk]


def test_waiting_letter_with_a_link_is_not_turned_to_somebody_else(cast, bo):
    message = receipt(applies(cast.teacher))
    given = {"do": "edit", "subject": message.subject, "body": message.body, "to": "mallory@example.net"}

    response = bo.post(f"/outbox/{message.pk}/act/", given)

    message.refresh_from_db()
    assert (response.status_code, response.context["form"].errors) == (422, {"body": [REFUSED]})
    assert message.to != "mallory@example.net"


def test_link_is_not_written_into_a_letter_that_goes_elsewhere(cast):
    message = receipt(applies(cast.teacher))
    Message.objects.filter(pk=message.pk).update(to="chef@example.net", body="Hej")

    with pytest.raises(outbox.StrayLink):
        outbox.edit(message, subject="Hej", body="{link:proof}", to="chef@example.net")

    message.refresh_from_db()
    assert message.body == "Hej"


def test_waiting_letter_to_the_applicant_keeps_its_link_when_it_is_changed(cast, bo):
    message = receipt(applies(cast.teacher))

    bo.post(f"/outbox/{message.pk}/act/", {"do": "edit", "subject": "Hej", "body": message.body, "to": message.to})

    message.refresh_from_db()
    assert (message.subject, message.body.count("{link:proof}")) == ("Hej", 1)


def test_link_in_a_name_or_in_the_title_of_a_job_is_only_words(cast):
    cast.teacher.texts.update(title="Teacher {link:proof}")
    job = Vacancy.objects.with_texts().get(pk=cast.teacher.pk)
    ida = applies(job, "{link:proof} {link:proof}", email="ida@example.com")
    answers = {"subject": "Hej", "body": "{name} {vacancy} {given_name}"}

    result = act("email", cast.bo_acts, [ida], answers=answers | {"to": "mallory@example.net"})

    body = Message.objects.get(kind="email").body
    assert (result.done, body.count("{link:proof}"), body.count("link:proof}")) == ([ida.pk], 0, 6)


def test_draft_says_beside_the_text_why_the_letter_stays(cast):
    ida = applies(cast.teacher)
    bo = signed_in(cast.bo)
    place = bo.post("/actions/email/", {"ids": str(ida.pk)}).url
    Run.objects.filter(pk=place.strip("/").split("/")[-1]).update(answers=WITH_LINK | {"to": "mallory@example.net"})

    response = bo.post(place, {"do": "perform"})

    assert (response.status_code, response.content.decode().count("personal link can only go")) == (422, 2)
