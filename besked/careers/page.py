"""What the pages about one vacancy share: whose it is, until when, what is promised, whom to ask."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from besked.answers.promises import answer_by
from besked.messaging.vocabulary import zone_of
from besked.models import Tree, Vacancy, VacancyState
from besked.web.languages import switch


@dataclass(frozen=True)
class Posted:
    """A published vacancy at a moment, with the tree of departments: three queries."""

    vacancy: Vacancy
    now: dt.datetime
    tree: Tree = field(default_factory=Tree)

    @property
    def today(self) -> dt.date:
        """The day, where the job is."""
        return self.now.astimezone(zone_of(self.vacancy, self.tree)).date()

    @property
    def state(self) -> VacancyState:
        """Whether it takes applications."""
        return self.vacancy.state(self.today)

    @property
    def is_open(self) -> bool:
        """Whether it takes applications."""
        return self.state == VacancyState.OPEN

    @property
    def promise(self) -> dt.date:
        """The day by which somebody who applies now, or applied on the last day, has an answer."""
        deadline = self.vacancy.deadline
        day = min(self.today, deadline) if deadline else self.today
        return answer_by(self.vacancy, day, self.tree)


def posted(slug: str) -> Posted:
    """The public vacancy of an address. Raises Http404, also for one that isn't published."""
    rows = Vacancy.objects.select_related("owner").prefetch_related("texts")
    vacancy = get_object_or_404(rows, slug=slug, is_public=True)
    it = Posted(vacancy, timezone.now())
    vacancy.department = it.tree.by_id[vacancy.department_id]
    return it


def page(request: HttpRequest, it: Posted) -> dict[str, Any]:
    """The context of a page about it; no further query."""
    vacancy, text = it.vacancy, it.vacancy.text()
    employer = it.tree.organisation(vacancy.department_id)
    spoken = text.language if text else ""
    return {
        "organisation": {"name": employer.name} if employer else None,
        "languages": switch(request, vacancy.languages),
        "contact": vacancy.owner,
        "vacancy": vacancy,
        "title": vacancy.title(),
        "text_language": spoken if spoken != get_language() else "",
        "department": vacancy.department if vacancy.department != employer else None,
        "is_open": it.is_open,
        "state": it.state,
        "promise": it.promise,
    }
