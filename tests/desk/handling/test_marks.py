"""Notes and ranking."""

from besked.models import Note
from tests.cast import NOW, applies
from tests.desk.handling.reading import read


def test_note_is_kept_with_its_author(bo, cast):
    ida = applies(cast.teacher)

    response = bo.post(f"/applications/{ida.pk}/note/", {"text": "Can start in March\x00", "back": "/vacancies/1/"})

    assert (response.status_code, response.url) == (302, "/vacancies/1/#notes")
    assert list(Note.objects.values_list("text", "author", "at")) == [("Can start in March", cast.bo.pk, NOW)]


def test_empty_note_stays_on_the_page_with_a_sentence(bo, cast):
    ida = applies(cast.teacher)

    response = bo.post(f"/applications/{ida.pk}/note/", {"text": "  \n "})

    assert response.status_code == 422
    assert read(response).one("div", class_="field-error").text == "Write something first."


def test_long_note_is_kept_in_the_field(bo, cast):
    ida = applies(cast.teacher)

    response = bo.post(f"/applications/{ida.pk}/note/", {"text": "x" * 10_001})

    assert response.status_code == 422
    assert read(response).one("textarea").text == "x" * 10_001
    assert Note.objects.count() == 0


def test_rank_is_set_and_taken_away(bo, cast):
    ida = applies(cast.teacher)
    ranks = []

    for given in ("2", "4", ""):
        bo.post(f"/applications/{ida.pk}/rank/", {"rank": given})
        ida.refresh_from_db()
        ranks.append(ida.rank)

    assert ranks == [2, 2, None]


def test_rank_by_htmx_answers_nothing(bo, cast):
    ida = applies(cast.teacher)

    response = bo.post(f"/applications/{ida.pk}/rank/", {"rank": "1"}, headers={"HX-Request": "true"})

    assert (response.status_code, response.content) == (204, b"")


def test_reader_may_not_write(client, cast):
    ida = applies(cast.teacher)
    client.force_login(cast.rune)

    codes = [
        client.post(f"/applications/{ida.pk}/{what}/", {"text": "x", "rank": "1"}).status_code
        for what in ("note", "rank")
    ]

    assert codes == [403, 403]


def test_colleague_elsewhere_finds_nothing(client, cast):
    ida = applies(cast.teacher)
    client.force_login(cast.carla)

    assert client.post(f"/applications/{ida.pk}/note/", {"text": "x"}).status_code == 404
