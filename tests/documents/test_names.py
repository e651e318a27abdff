"""File names: shown and saved under safely, still recognised by whoever sent them."""

import pytest

from besked.documents.kinds import FileKind
from besked.documents.names import clean_name, extension

NAMES = {
    "CV Anna Ørsted.pdf": "CV Anna Ørsted.pdf",
    "CV.PDF": "CV.pdf",
    "CV 12.11.2026": "CV 12.11.2026.pdf",
    "": "document.pdf",
    ".pdf": "document.pdf",
    "...": "document.pdf",
    " ": "document.pdf",
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\boot.pdf": "boot.pdf",
    "/etc/x": "x.pdf",
    "C:\\Users\\anna\\cv.pdf": "cv.pdf",
    "a.pdf/": "a.pdf",
    "con.pdf": "_con.pdf",
    "LPT1.x.pdf": "_LPT1.x.pdf",
    ".htaccess": "htaccess.pdf",
    "a.html.pdf": "a.html.pdf",
    "a\0b.pdf": "ab.pdf",
    "a\r\nSet-Cookie: b=c.pdf": "a Set-Cookie- b=c.pdf",
    "cv\u202efdp.pdf": "cvfdp.pdf",
    "cv\u2066\u200bx.pdf": "cvx.pdf",
    '"><img src=x onerror=alert(1)>.pdf': "img src=x onerror=alert(1).pdf",
    "%2e%2e%2fx.pdf": "%2e%2e%2fx.pdf",
    "cv.pdf. ": "cv.pdf",
    "A\u030alborg.pdf": "Ålborg.pdf",
    "👩‍💻.pdf": "👩💻.pdf",
    "\ud800.pdf": "\ufffd.pdf",
    "a   b\tc.pdf": "a b c.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_name_is_cleaned(name):
    assert clean_name(name, FileKind.PDF) == NAMES[name]


def test_name_ends_as_the_contents_do():
    assert [clean_name("scan.jpeg", kind) for kind in (FileKind.JPG, FileKind.DOCX)] == ["scan.jpg", "scan.jpeg.docx"]


@pytest.mark.parametrize("letter", ["x", "å", "界", "👩", "a\u0301\u0323"])
@pytest.mark.parametrize("count", [255, 1_000, 100_000])
def test_long_name_is_shortened(letter, count):
    name = clean_name(letter * count + ".docx", FileKind.DOCX)

    assert (len(name) <= 120, len(name.encode()) <= 200, name.endswith(".docx")) == (True, True, True)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("cv.Pdf", "pdf"), ("cv", ""), ("cv.2026", ""), ("a.pdf.html", "html"), ("cv.pdf ", "pdf"), ("Hr. Hansen", "")],
)
def test_extension_is_what_the_name_ends_in(name, ending):
    assert extension(name) == ending
