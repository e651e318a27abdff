"""Candidates and messages over REST: as far as the caller sees them."""

from besked.messaging.outbox import queue_plain
from besked.models import Message
from tests.api.caller import Caller, token_for
from tests.cast import NOW, applies


def test_candidates_are_found_by_their_words(bo, cast):
    ida = applies(cast.teacher, letter="I sing in a choir.")
    applies(cast.teacher, "Per Ås")
    applies(cast.nurse, "Finn Holm", letter="I sing, too.")

    answer = bo.get("/candidates", q="sing")[1]

    assert [item["id"] for item in answer["items"]] == [ida.candidate_id]
    assert answer["items"][0]["applications"] == [ida.pk]
    assert (answer["items"][0]["name"], answer["items"][0]["email_proven"]) == ("Ida Ågård", False)


def test_candidates_without_words_are_all_newest_first(bo, cast):
    ida, per = applies(cast.teacher), applies(cast.teacher, "Per Ås")

    assert [item["id"] for item in bo.get("/candidates")[1]["items"]] == [per.candidate_id, ida.candidate_id]


def test_candidate_of_others_is_not_there(bo, carla, cast):
    ida = applies(cast.teacher)

    assert bo.get(f"/candidates/{ida.candidate_id}")[1]["applications"] == [ida.pk]
    assert carla.get(f"/candidates/{ida.candidate_id}")[0] == 404


def test_searching_needs_the_right(cast):
    assert Caller(token_for(cast.rune)).get("/candidates")[0] == 403


def test_messages_are_listed_by_state(bo, anna, cast):
    applies(cast.teacher)
    applies(cast.nurse, "Finn Holm")
    Message.objects.filter(to__startswith="ida").update(state="failed")

    assert len(anna.get("/messages")[1]["items"]) == 2
    assert [item["state"] for item in bo.get("/messages")[1]["items"]] == ["failed"]
    assert bo.get("/messages", state="queued")[1]["items"] == []
    assert bo.get("/messages", state="lost")[0] == 422


def test_body_of_a_code_is_never_shown(anna, cast):
    queue_plain(to="x@example.com", subject="Your code", body="123456", kind="sign-in", language="en",
                sender="job@havnsund.example", now=NOW, author=None)  # fmt: skip

    (message,) = anna.get("/messages")[1]["items"]

    assert (message["body"], message["application"], message["applications"]) == ("", None, [])
