"""The public job list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from besked.careers.openings import Opening, departments, matching, openings
from besked.lib.text import clean_line
from besked.models import LANGUAGES, Tree
from besked.web.languages import spoken, switch

PAGE = 50


@require_safe
@spoken
def jobs(request: HttpRequest) -> HttpResponse:
    """All open jobs, narrowed by words and department, fifty on a page."""
    now, tree = timezone.now(), Tree()
    found = openings(tree, timezone.localdate(now))
    choices = departments(found, tree)
    query, department = clean_line(request.GET.get("q", "")), _chosen(request, choices)
    shown = matching(found, query, department)
    top = tree.organisation(None)
    context = {
        "organisation": {"name": top.name} if top else None,
        "languages": switch(request, LANGUAGES),
        "has_any": bool(found),
        "many_employers": len({opening.employer for opening in found}) > 1,
        "can_filter": len(found) > 1,
        "departments": choices,
        "department": department,
        "q": query,
        "count": len(shown),
    }
    return render(request, "careers/jobs.html", context | _page(request, shown))


def _chosen(request: HttpRequest, choices: list[tuple[int, str]]) -> int | None:
    """The department that was asked for, where it is one of the choices; any other counts as none."""
    asked = request.GET.get("department", "")
    return next((pk for pk, _ in choices if str(pk) == asked), None)


def _page(request: HttpRequest, shown: list[Opening]) -> dict[str, Any]:
    """Fifty of them, with the addresses of the pages before and after."""
    asked = request.GET.get("page", "")
    last = max((len(shown) - 1) // PAGE, 0)
    number = min(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0, last)
    return {
        "openings": shown[number * PAGE : (number + 1) * PAGE],
        "earlier": _address(request, number - 1) if number else "",
        "later": _address(request, number + 1) if number < last else "",
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"
