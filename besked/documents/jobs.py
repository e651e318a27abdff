"""What the worker does about files: reads new ones, removes those let go, sweeps up those that no row names."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from besked.documents.isolated import read_file
from besked.documents.kinds import kind_of
from besked.documents.pages import BLOCK, keep_pages
from besked.documents.store import store
from besked.models import Document, Doomed, TextState
from besked.search import index

# Longer than a whole batch of the slowest files takes: whoever claimed it is dead.
GIVEN_UP = dt.timedelta(minutes=30)
# A backup takes the database first and the files second; what it names must still be there.
GRACE = dt.timedelta(hours=24)
BATCH = 500


def read_pending(limit: int, now: dt.datetime) -> int:
    """Read up to `limit` documents that nobody has read, keep their text and first pages; return how many were read."""
    documents = _claim(limit, now)
    if not documents:
        return 0
    for document in documents:
        _read(document)
    mine = Document.objects.filter(text_state=TextState.READING, reading_since=now)
    with transaction.atomic():
        mine.bulk_update(documents, ["text", "text_state", "pages", "fault"])
        index([document.application_id for document in documents if document.application_id])
    return len(documents)


def doom(keys: list[str], now: dt.datetime) -> None:
    """Let files go: they are removed in 24 hours. Call it in the transaction that removes the rows naming them."""
    Doomed.objects.bulk_create([Doomed(key=key, after=now + GRACE) for key in keys], ignore_conflicts=True)


def remove_doomed(now: dt.datetime) -> int:
    """Remove the files whose time has come; return how many. A file that a document names again is spared."""
    removed = 0
    while batch := dict(Doomed.objects.filter(after__lte=now).order_by("after").values_list("pk", "key")[:BATCH]):
        keys = set(batch.values()) - _named_by_documents(list(batch.values()))
        _delete(keys)
        # The row goes last: after a crash in between, the next round finds it and the missing file does no harm.
        Doomed.objects.filter(pk__in=batch).delete()
        removed += len(keys)
    return removed


def sweep_orphans(now: dt.datetime) -> int:
    """Remove files older than 24 hours that no row names, left by uploads that failed later on; return how many."""
    swept = 0
    for keys in store().old_keys((now - GRACE).timestamp()):
        orphans = keys - _named(sorted(keys))
        _delete(orphans)
        swept += len(orphans)
    return swept


def _claim(limit: int, now: dt.datetime) -> list[Document]:
    """Mark documents as being read, so that no other worker takes them; those of a dead worker are taken over."""
    lost = Q(text_state=TextState.READING, reading_since__lt=now - GIVEN_UP)
    unread = Document.objects.filter(Q(text_state=TextState.PENDING) | lost).order_by("pk")
    if not unread.exists():
        # A look costs no lock; on SQLite the transaction below would stop every writer for it.
        return []
    with transaction.atomic():
        documents = list(unread.select_for_update(skip_locked=True)[:limit])
        Document.objects.filter(pk__in=[document.pk for document in documents]).update(
            text_state=TextState.READING, reading_since=now
        )
    return documents


def _read(document: Document) -> None:
    place = store()
    reading = read_file(kind_of(document.content_type), place.path_for(document.key), last=BLOCK)
    keep_pages(place, document.key, reading.pictures)
    document.text, document.text_state, document.pages = reading.text, TextState(reading.state), reading.pages
    document.fault = reading.why


def _named(keys: list[str]) -> set[str]:
    return _among(keys, Doomed.objects.all()) | _named_by_documents(keys)


def _named_by_documents(keys: list[str]) -> set[str]:
    return _among(keys, Document.objects.all())


def _among(keys: list[str], rows: QuerySet[Document] | QuerySet[Doomed]) -> set[str]:
    """Those of the keys that the rows name."""
    pieces = (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
    return {key for piece in pieces for key in rows.filter(key__in=piece).values_list("key", flat=True)}


def _delete(keys: set[str]) -> None:
    place = store()
    for key in keys:
        place.delete(key)
