"""One search over applications, two engines: FTS5 on SQLite, full text on PostgreSQL. Newest first."""

from collections.abc import Sequence

from django.db.models import QuerySet

from besked.lib.fold import fold, terms
from besked.models import Application, Document, SearchDoc, in_chunks
from besked.search import engines

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
    """The part of a queryset whose words all begin with the query's words. An empty query matches nothing.

    On PostgreSQL a query of its own finds out first whether the words are rare: see engines.rare().
    """
    wanted = terms(query)
    if not wanted:
        return queryset.none()
    few = engines.rare(wanted)
    return queryset.filter(pk__in=engines.newest_first(wanted) if few is None else few)


def within(vacancy: int, queryset: QuerySet[Application], query: str) -> QuerySet[Application]:
    """The same for applications to one vacancy, which must be the queryset's own."""
    wanted = terms(query)
    return engines.within(vacancy, queryset, wanted) if wanted else queryset.none()
