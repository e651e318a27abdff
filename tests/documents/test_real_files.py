"""One more round over files that nobody here wrote: those in the folder that BESKED_REAL_FILES names, if it is set."""

import os
from io import BytesIO
from pathlib import Path

from besked.documents.check import check_file
from besked.documents.isolated import read_file
from besked.documents.names import extension

FOLDER = os.environ.get("BESKED_REAL_FILES", "")
DOCUMENTS = {"pdf", "docx", "odt", "rtf", "txt", "jpg", "jpeg", "png"}
FILES = sorted(path for path in Path(FOLDER).rglob("*") if path.is_file()) if FOLDER else []


def taken(path):
    """Whether the file comes in and can be read, with the reason if not."""
    data = path.read_bytes()
    kind = check_file(path.name, BytesIO(data), len(data))
    reading = read_file(kind, path, last=3)
    return reading.state in {"done", "none"} and len(reading.pictures) == min(reading.pages, 3)


def test_real_documents_are_taken_and_read():
    refused = [path.name for path in FILES if extension(path.name) in DOCUMENTS and not taken(path)]

    assert refused == []
