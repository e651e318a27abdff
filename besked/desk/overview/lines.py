"""The rows of a vacancy's list as plain values: everything is put into words once, nothing is asked per row."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.access import Actor, visible_to
from besked.desk.overview.rail import language_label
from besked.desk.overview.waiting import Waits
from besked.models import Application, Note, Right, Stage, Status
from besked.ui.rows import Row
from besked.web.filters import LEFT

COLUMNS = (
    "pk", "candidate__given_name", "candidate__family_name", "status", "stage", "language", "received_at", "name_key",
    "answer_by", "answered_at", "rank", "notes_n", "others_n",
)  # fmt: skip


def columns(rows: QuerySet[Application], actor: Actor) -> QuerySet[Application]:
    """Only what a row shows, as named values; never the letter. Notes and other applications are counted beside."""
    others = Application.objects.filter(candidate=OuterRef("candidate")).exclude(pk=OuterRef("pk"))
    seen = others if actor.has(Right.OTHER_APPLICATIONS) else visible_to(actor, others)
    counted = rows.annotate(
        notes_n=_number(Note.objects.filter(application=OuterRef("pk")), "application"),
        others_n=_number(seen, "candidate"),
    )
    # pages.page() asks rows for nothing but the order's columns, and those are there by name
    return cast("QuerySet[Application]", counted.values_list(*COLUMNS, named=True))


def _number(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


class Way(NamedTuple):
    """Where a row leads, and which is open beside the list."""

    query: str = ""  # the list's own query string, so that the application page knows who is next
    open: int = 0


class Lines:
    """Puts the rows of one request into words."""

    def __init__(self, now: dt.datetime, way: Way) -> None:
        """Each word is looked up at most once."""
        self.waits, self.way = Waits(now), way
        self.words = {str(status): str(status.label) for status in Status}
        self._stages: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._marks: dict[tuple[int, int], str] = {}
        self.ranks = {n: _("Rank %(number)s") % {"number": n} for n in (1, 2, 3)}
        self.ended = {status: _("nothing owed") if status in LEFT else _("answered") for status in Status.values}

    def rows(self, found: Iterable[Any]) -> list[Row]:
        """The view-models, in the same order."""
        return [self._row(one) for one in found]

    def _row(self, one: Any) -> Row:
        owed = one.answered_at is None
        return Row(
            id=one.pk,
            url=f"/applications/{one.pk}/?list={self.way.query}",
            name=f"{one.candidate__given_name} {one.candidate__family_name}".strip() or _("Without a name"),
            status=one.status,
            word=self.words[one.status],
            wait=self.waits.words(one.received_at) if owed else self.ended[one.status],
            late=owed and self.waits.late(one.answer_by),
            rank=self.ranks.get(one.rank, ""),
            stage=self._stage(one.stage) if one.status == Status.REJECTED else "",
            language=self._language(one.language),
            marks=self._mark(one.notes_n, one.others_n),
            new=one.status == Status.NEW,
            current=one.pk == self.way.open,
        )

    def _stage(self, stage: str) -> str:
        if stage not in self._stages:
            self._stages[stage] = str(Stage(stage).label) if stage in Stage.values else ""
        return self._stages[stage]

    def _language(self, code: str) -> str:
        if code not in self._languages:
            self._languages[code] = language_label(code)
        return self._languages[code]

    def _mark(self, notes: int, others: int) -> str:
        key = notes, others
        if key not in self._marks:
            self._marks[key] = " · ".join(mark_words(notes, others))
        return self._marks[key]


def mark_words(notes: int, others: int) -> list[str]:
    """3 notes · 1 other application; nothing for none."""
    found = []
    if notes:
        found.append(ngettext("%(n)d note", "%(n)d notes", notes) % {"n": notes})
    if others:
        found.append(ngettext("%(n)d other application", "%(n)d other applications", others) % {"n": others})
    return found


def spoken(found: Iterable[Any]) -> Mapping[int, str]:
    """The language of each row, for what the dock says of the ticked."""
    return {one.pk: one.language for one in found}
