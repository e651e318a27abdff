"""PDF at the door: does it open, and without a password? Nothing in it is run or drawn here."""

from threading import Lock
from typing import BinaryIO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from besked.documents.faults import Rejected

# PDFium keeps state of its own for the whole process and must not be entered twice at once.
_PDFIUM = Lock()
# Where readers look for the end mark: in the last kilobyte, blanks not counted.
_TAIL = 1024
_BLANK = b"\x00\t\n\x0b\x0c\r \x1a"


def check_pdf(file: BinaryIO) -> None:
    """Open the file and its first page. Raises Rejected: damaged, or protected by a password.

    A PDF that opens without a password but forbids printing or copying is accepted, as any reader would.
    """
    data = file.read()
    # PDFium mends a file that broke off and shows what it finds; the applicant should know that the rest is missing.
    if b"%%EOF" not in data.rstrip(_BLANK)[-_TAIL:]:
        raise Rejected("damaged")
    with _PDFIUM:
        _open_first_page(data)


def _open_first_page(data: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Rejected("password" if error.err_code == FPDF_ERR_PASSWORD else "damaged") from error
    try:
        document[0].close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Rejected("damaged") from error
    finally:
        document.close()
