"""Documents of applicants: the download, and pages as images."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from besked.access import visible_to
from besked.models import Document
from besked.web import files
from besked.web.http import StaffRequest


@require_safe
def document(request: StaffRequest, pk: int) -> FileResponse:
    """The file, to be saved."""
    return files.download(get_object_or_404(visible_to(request.actor, Document.objects.all()), pk=pk))


@require_safe
def page(request: StaffRequest, pk: int, number: int) -> FileResponse:
    """One page as an image."""
    return files.page(get_object_or_404(visible_to(request.actor, Document.objects.all()), pk=pk), number)
