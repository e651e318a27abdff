"""The floor that pages are measured against: fifty applications of a vacancy as plain Django lists them, no sign-in."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from besked.models import Application

LIST = Template(
    """<!doctype html><html lang="en"><title>Applications</title><table>{% for row in rows %}<tr>
<td><a href="/applications/{{ row.pk }}/">{{ row.candidate.given_name }} {{ row.candidate.family_name }}</a></td>
<td>{{ row.status }}</td><td>{{ row.stage }}</td><td>{{ row.language }}</td><td>{{ row.received_at }}</td>
<td>{{ row.answer_by }}</td><td>{{ row.answered_at }}</td><td>{{ row.rank }}</td></tr>{% endfor %}</table></html>"""
)
COLUMNS = (
    "candidate__given_name", "candidate__family_name", "status", "stage", "language", "received_at", "answer_by",
    "answered_at", "rank",
)  # fmt: skip


def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """One query by index, one template with a loop."""
    rows = Application.objects.filter(vacancy=pk).select_related("candidate").only(*COLUMNS)
    return HttpResponse(LIST.render(Context({"rows": rows.order_by("received_at", "pk")[:50]})))


# Named as a public page: a route that the table of routes does not know opens for nobody.
urlpatterns = [path("bare/<int:pk>/", bare, name="careers-jobs"), path("", include("besked.urls"))]
