"""The process that opens a stranger's file: `python -m besked.documents.reader JOB`, started by isolated.py.

It knows no settings, no database and no secret, limits its own memory and time, and may die without harm.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from besked.documents.draw import draw_pages
from besked.documents.errand import RESULT, SECONDS, Job, Result
from besked.documents.extract import extract_text
from besked.documents.kinds import FileKind

MEMORY = 1024 * 1024 * 1024
LARGEST_FILE = 64 * 1024 * 1024
# What a small integer in a database holds; nobody counts further.
MOST_PAGES = 32_767


def main() -> None:
    """Do the job on the command line, first the text, because drawing is the more dangerous half."""
    job = Job(**json.loads(sys.argv[1]))
    _limit()
    path, kind, out = Path(job.path), FileKind(job.kind), Path(job.out)
    if job.text:
        (out / RESULT).write_text(json.dumps(asdict(_read(kind, path))))
    if job.last:
        draw_pages(kind, path, out, job.first, job.last)


def _limit() -> None:
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        resource.setrlimit(name, (most, most))
    # The first limit ends the process with a signal that says why, the second ends it in any case.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def _read(kind: FileKind, path: Path) -> Result:
    try:
        pages = _count(kind, path)
        text = extract_text(kind, path)
    except MemoryError:
        return Result("failed", why="memory")
    except pypdfium2.PdfiumError as error:
        return Result("failed", why="password" if error.err_code == FPDF_ERR_PASSWORD else "damaged")
    except Exception:
        # Five libraries meet files made to break them; whatever they raise, it means that this one can't be read.
        return Result("failed", why="damaged")
    return Result("done" if text else "none", text, pages)


def _count(kind: FileKind, path: Path) -> int:
    """How many pages can be shown as pictures: all of a PDF's, one of a picture, none of a text."""
    if kind is not FileKind.PDF:
        return int(kind.has_pages)
    with pypdfium2.PdfDocument(path) as document:
        pages: int = min(len(document), MOST_PAGES)
    return pages


if __name__ == "__main__":
    main()
