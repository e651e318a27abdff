"""Uploads from strangers: what is too large is not kept while it arrives, and the rest of the form survives."""

from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, UnreadablePostError, multipartparser
from django.http.multipartparser import MultiPartParserError

# Twice the size of what an application may carry: the form's own sentence comes first, this protects the disk.
MOST = 50 * 1024 * 1024
# The head of each part of a form. Django's own limit has no setting, and a file name of a thousand characters would
# end the whole form there; with room for it the name is shortened like any other (see besked.documents.names).
setattr(multipartparser, "MAX_TOTAL_HEADER_SIZE", 16 * 1024)  # noqa: B010 -- the stubs do not know this name


class Bounded(FileUploadHandler):
    """Stops keeping a file that is larger than `largest` bytes, and remembers its name."""

    def __init__(self, request: HttpRequest, largest: int) -> None:
        """Nothing has arrived yet."""
        super().__init__(request)
        self.largest, self.total, self.size, self.broken = largest, 0, 0, False
        self.letting_go = False
        self.refused: list[tuple[str, str, str]] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.size, self.letting_go = 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Lets the chunk through, as long as there is room."""
        self.size += len(raw_data)
        self.total += len(raw_data)
        if self.size > self.largest or self.total > MOST:
            code = "large" if self.size > self.largest else "total"
            self.refused.append((str(self.field_name), str(self.file_name), code))
            self.letting_go = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The other handlers hold the file."""

    def upload_interrupted(self) -> None:
        """The connection broke before the end. Django says so, too, where we let the last file go ourselves."""
        self.broken = not self.letting_go


def bound(request: HttpRequest, largest: int) -> None:
    """Puts the limit before everything else; call it before anybody looks at what was posted."""
    request.upload_handlers = [Bounded(request, largest), *request.upload_handlers]


def is_readable(request: HttpRequest) -> bool:
    """Whether what was posted could be read to its end."""
    try:
        request.POST  # noqa: B018 -- reading it is what may fail
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, UnreadablePostError):
        return False
    return not any(handler.broken for handler in _bounds(request))


def refused(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Files that were not kept: field, name, and "large" or "total"."""
    return [one for handler in _bounds(request) for one in handler.refused]


def _bounds(request: HttpRequest) -> list[Bounded]:
    return [handler for handler in request.upload_handlers if isinstance(handler, Bounded)]
