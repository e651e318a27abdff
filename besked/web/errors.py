"""Error pages: a sentence and a way on, never a bare code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
