"""Error pages: a sentence and a way on, never a bare code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from besked.web.again import again, is_own, typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from elsewhere; or it stood on a page of ours that was too old, then nothing typed is lost."""
    if is_own(request) and (fields := typed(request)):
        return again(request, fields, signed_out=False)
    return render(request, "403_csrf.html", status=403)
