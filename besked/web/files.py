"""Files of applicants on their way to a browser: downloads and page images, never opened as they came."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from besked.documents.pages import CONTENT_TYPE, page_image
from besked.documents.store import open_key
from besked.models import Document

# Whatever a stranger's file is taken for, it gets no script, no form, no frame and nothing of ours.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def download(document: Document) -> FileResponse:
    """The file as it came, to be saved and not shown. The caller has asked visible_to(). Raises Http404."""
    try:
        file = open_key(document.key)
    except FileNotFoundError as fault:
        raise Http404(_("The file is gone.")) from fault
    return _guarded(FileResponse(file, as_attachment=True, filename=document.name, content_type=document.content_type))


def page(document: Document, number: int) -> FileResponse:
    """A page as an image that we made. The caller has asked visible_to(). Raises Http404."""
    image = page_image(document.key, number)
    if image is None:
        raise Http404(_("There is no such page."))
    return _guarded(FileResponse(image, content_type=CONTENT_TYPE))


def _guarded(response: FileResponse) -> FileResponse:
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
