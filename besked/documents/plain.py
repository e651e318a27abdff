"""Plain text from any machine: which letters the bytes mean."""

import re

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# What a text may hold below the space: tab, line ends, form feed, and the end mark of old DOS editors.
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> str:
    """The text in `data`: by its byte order mark, else UTF-8, else Windows-1252. Raises ValueError if it is no text."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise ValueError("not a text")


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), None)
    return (marked,) if marked else ("utf-8", "cp1252")
