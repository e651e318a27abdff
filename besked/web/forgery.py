"""Cross-site forgery, told to a view instead of answered with a page, so that what was typed is not lost."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Asked(CsrfViewMiddleware):
    """Django's own check, whose answer is the reason."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def is_forged(request: HttpRequest) -> bool:
    """Whether the form came from elsewhere, or is so old that its cookie is gone."""
    asked = _Asked(_checked)
    return asked.process_view(request, _checked, (), {}) is not None


def _checked(request: HttpRequest) -> HttpResponse:
    """Stands for a view that wants to be protected."""
    return HttpResponse()
