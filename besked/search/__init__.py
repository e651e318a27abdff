"""One search over applications, two engines: FTS5 on SQLite, full text on PostgreSQL. Newest first."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from besked.lib.fold import fold, terms
from besked.models import Application, Document, SearchDoc, in_chunks

LONGEST = 200_000  # characters of one application's words


def index(ids: Sequence[int]) -> None:
    """Writes the search documents of these applications anew; the index follows by itself. Three statements a chunk."""
    for chunk in in_chunks(sorted(set(ids)), 1000):
        texts: dict[int, list[str]] = {}
        for owner, text in Document.objects.filter(application__in=chunk).values_list("application", "text"):
            texts.setdefault(owner or 0, []).append(text)
        rows = Application.objects.filter(pk__in=chunk).select_related("candidate")
        docs = [SearchDoc(application=row, text=words(row, texts.get(row.pk, []))) for row in rows]
        SearchDoc.objects.bulk_create(
            docs, update_conflicts=True, unique_fields=["application"], update_fields=["text"]
        )


def words(application: Application, texts: Sequence[str] = ()) -> str:
    """What an application can be found by: name, address, letter, the text of its documents."""
    candidate = application.candidate
    parts = (candidate.name, candidate.email, candidate.mobile, candidate.address, application.letter, *texts)
    return fold(" ".join(part for part in parts if part))[:LONGEST]


def matching(queryset: QuerySet[Application], query: str) -> QuerySet[Application]:
    """The part of a queryset whose words all begin with the query's words. An empty query matches nothing."""
    wanted = terms(query)
    if not wanted:
        return queryset.none()
    if connection.vendor == "sqlite":
        match = " ".join(f'"{word}"*' for word in wanted)
        sql = "SELECT rowid FROM besked_searchindex WHERE besked_searchindex MATCH %s"
    else:
        match = " & ".join(f"'{word}':*" for word in wanted)
        sql = "SELECT application_id FROM besked_searchdoc WHERE tokens @@ to_tsquery('simple', %s)"
    return queryset.filter(pk__in=RawSQL(sql, (match,)))  # noqa: S611 -- the words are a parameter
