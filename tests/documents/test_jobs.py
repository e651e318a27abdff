"""What the worker does about files: each is read once, goes when its row has gone, and none is left over."""

import datetime as dt
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.db import connection

from besked.documents import store
from besked.documents.jobs import doom, read_pending, remove_doomed, sweep_orphans
from besked.documents.kinds import FileKind
from besked.models import Application, Document, Doomed
from besked.receive import Person, Upload, receive
from besked.search import matching
from tests.cast import NOW, Cast
from tests.documents import hostile, made

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BESKED_DATA_DIR = tmp_path


@pytest.fixture
def vacancy():
    return Cast().teacher


def arrives(vacancy, *files):
    """Somebody applies with these files, each a kind and its bytes."""
    uploads = []
    for kind, data in files:
        stored = store.save(BytesIO(data))
        uploads.append(Upload("cv", f"cv.{kind.value}", kind.content_type, stored.size, stored.key, stored.sha256))
    email = f"ida{Application.objects.count()}@example.com"
    receive(vacancy, Person("Ida", "Ågård", email, "da"), uploads=uploads, now=NOW)
    return list(Document.objects.order_by("pk"))[-len(files) :]


def states():
    return list(Document.objects.order_by("pk").values_list("text_state", "pages"))


def test_new_documents_are_read(vacancy):
    files = [
        (FileKind.PDF, made.pdf()),
        (FileKind.JPG, made.picture()),
        (FileKind.DOCX, b"broken"),
        (FileKind.TXT, b"hi"),
    ]
    arrives(vacancy, *files)

    assert (read_pending(10, NOW), states()) == (4, [("done", 2), ("none", 1), ("failed", 0), ("done", 0)])


def test_text_is_kept_and_found(vacancy):
    (document,) = arrives(vacancy, (FileKind.PDF, made.pdf()))

    read_pending(10, NOW)

    document.refresh_from_db()
    assert document.text.startswith("Anna Ørsted\nPædagog i Ålborg")
    assert [found.pk for found in matching(Application.objects.all(), "pædagog")] == [document.application_id]


def test_first_pages_are_drawn_along(vacancy):
    (document,) = arrives(vacancy, (FileKind.PDF, hostile.pdf_with_many_pages(9)))

    read_pending(10, NOW)

    kept = sorted(path.name.removeprefix(document.key) for path in store.path_for(document.key).parent.iterdir())
    assert kept == ["", ".p1.webp", ".p2.webp", ".p3.webp", ".p4.webp", ".p5.webp"]


def test_nothing_is_read_twice(vacancy):
    arrives(vacancy, (FileKind.TXT, b"hi"))

    assert [read_pending(10, NOW), read_pending(10, NOW)] == [1, 0]


def test_oldest_are_read_first_and_never_more_than_asked(vacancy):
    arrives(vacancy, *[(FileKind.TXT, b"hi")] * 3)

    assert (read_pending(2, NOW), states()) == (2, [("done", 0), ("done", 0), ("pending", 0)])


def test_document_of_a_living_worker_is_left_alone(vacancy):
    arrives(vacancy, (FileKind.TXT, b"hi"))
    Document.objects.update(text_state="reading", reading_since=NOW - dt.timedelta(minutes=29))

    assert (read_pending(10, NOW), states()) == (0, [("reading", 0)])


def test_document_of_a_dead_worker_is_taken_over(vacancy):
    arrives(vacancy, (FileKind.TXT, b"hi"))
    Document.objects.update(text_state="reading", reading_since=NOW - dt.timedelta(minutes=31))

    assert (read_pending(10, NOW), states()) == (1, [("done", 0)])


def test_missing_file_fails_alone(vacancy):
    lost, _kept = arrives(vacancy, (FileKind.PDF, made.pdf()), (FileKind.TXT, b"hi"))
    store.delete(lost.key)

    assert (read_pending(10, NOW), states()) == (2, [("failed", 0), ("done", 0)])


def test_reading_takes_as_many_queries_for_many(vacancy, django_assert_num_queries):
    arrives(vacancy, *[(FileKind.TXT, b"hi")] * 3)

    # look, savepoints around two pairs: claim and mark, results and the three of the search
    with django_assert_num_queries(11):
        read_pending(10, NOW)


def test_looking_for_nothing_takes_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        read_pending(10, NOW)


def test_doomed_file_goes_after_a_day(vacancy):
    (document,) = arrives(vacancy, (FileKind.TXT, b"hi"))
    document.delete()
    doom([document.key], NOW)

    before = remove_doomed(NOW + DAY - dt.timedelta(seconds=1))
    still = store.path_for(document.key).exists()

    assert (before, still, remove_doomed(NOW + DAY)) == (0, True, 1)
    assert (store.path_for(document.key).exists(), Doomed.objects.count()) == (False, 0)


def test_dooming_twice_keeps_the_first_day(vacancy):
    doom(["0" * 32], NOW)
    doom(["0" * 32, "1" * 32], NOW + DAY)

    assert list(Doomed.objects.order_by("key").values_list("after", flat=True)) == [NOW + DAY, NOW + 2 * DAY]


def test_doomed_file_that_is_named_again_is_spared(vacancy):
    (document,) = arrives(vacancy, (FileKind.TXT, b"hi"))
    doom([document.key], NOW)

    assert (remove_doomed(NOW + DAY), store.path_for(document.key).exists(), Doomed.objects.count()) == (0, True, 0)


def test_removing_thousands_is_done_in_one_go(db):
    doom([f"{number:032x}" for number in range(1_100)], NOW)

    assert (remove_doomed(NOW + DAY), Doomed.objects.count()) == (1_100, 0)


def test_orphans_are_swept_up(vacancy, tmp_path):
    (document,) = arrives(vacancy, (FileKind.TXT, b"hi"))
    orphan, waiting, fresh = (store.save(BytesIO(b"x")).key for _ in range(3))
    doom([waiting], NOW)
    for key in (document.key, orphan, waiting):
        os.utime(store.path_for(key), ((NOW - 2 * DAY).timestamp(),) * 2)
    os.utime(store.path_for(fresh), (NOW.timestamp(),) * 2)

    swept = sweep_orphans(NOW)

    left = {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()}
    assert (swept, left) == (1, {document.key, waiting, fresh})


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_read_the_same(vacancy):
    arrives(vacancy, *[(FileKind.TXT, b"hi")] * 6)
    together = threading.Barrier(2)

    def work(now):
        together.wait()
        try:
            return sum(iter(lambda: read_pending(1, now), 0))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        read = list(workers.map(work, [NOW, NOW + dt.timedelta(seconds=1)]))

    assert (sum(read), states()) == (6, [("done", 0)] * 6)
