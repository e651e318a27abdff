"""The door: good files come in under any of their names, each bad one is turned away with its own sentence."""

import random
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from besked.documents.check import check_file
from besked.documents.faults import FAULTS, MAX_SIZE, Rejected
from besked.documents.kinds import FileKind
from tests.documents import hostile, made

GOOD = {
    "cv.pdf": (made.pdf, FileKind.PDF),
    "CV.PDF": (made.pdf, FileKind.PDF),
    "CV 12.11.2026": (made.pdf, FileKind.PDF),
    "no ending": (made.pdf, FileKind.PDF),
    "blank first.pdf": (lambda: b"\r\n" + made.pdf(), FileKind.PDF),
    "blanks last.pdf": (lambda: made.pdf() + bytes(5_000), FileKind.PDF),
    "script.pdf": (hostile.pdf_with_script, FileKind.PDF),
    "launch.pdf": (hostile.pdf_that_launches, FileKind.PDF),
    "form.pdf": (hostile.pdf_with_filled_form, FileKind.PDF),
    "table loop.pdf": (hostile.pdf_with_looping_table, FileKind.PDF),
    "long.pdf": (lambda: hostile.pdf_with_many_pages(10_000), FileKind.PDF),
    "no printing.pdf": (lambda: hostile.protected_pdf(b""), FileKind.PDF),
    "cv.docx": (made.docx_file, FileKind.DOCX),
    "cv.odt": (made.odt_file, FileKind.ODT),
    "cv.rtf": (lambda: made.RTF, FileKind.RTF),
    "cv.txt": (lambda: "Åse Bergström\r\n".encode(), FileKind.TXT),
    "marked.txt": (lambda: "Åse".encode("utf-8-sig"), FileKind.TXT),
    "wide.txt": (lambda: "Åse".encode("utf-16"), FileKind.TXT),
    "wide other way.txt": (lambda: b"\xfe\xff" + "Åse".encode("utf-16-be"), FileKind.TXT),
    "windows.txt": (lambda: "Åse – 5 €".encode("cp1252"), FileKind.TXT),
    "one byte.txt": (lambda: b"x", FileKind.TXT),
    "full.txt": (lambda: b"x" * MAX_SIZE, FileKind.TXT),
    "virus test.txt": (lambda: hostile.EICAR, FileKind.TXT),
    "page.txt": (lambda: hostile.HTML, FileKind.TXT),
    "photo.jpg": (made.picture, FileKind.JPG),
    "photo.jpeg": (made.picture, FileKind.JPG),
    "one dot.jpg": (lambda: made.picture(size=(1, 1)), FileKind.JPG),
    "two in one.jpg": (made.two_pictures, FileKind.JPG),
    "print.jpg": (lambda: made.picture(mode="CMYK"), FileKind.JPG),
    "scan.png": (lambda: made.picture("PNG", mode="1"), FileKind.PNG),
}

BAD = {
    "nothing.pdf": (lambda: b"", "empty"),
    "one too many.txt": (lambda: b"x" * (MAX_SIZE + 1), "large"),
    "page.pdf": (lambda: hostile.HTML, "mismatch"),
    "drawing.pdf": (lambda: hostile.SVG, "mismatch"),
    "drawing.jpg": (lambda: hostile.SVG, "mismatch"),
    "page and pdf.pdf": (hostile.page_and_pdf, "mismatch"),
    "script.gif": (hostile.gif_and_script, "kind"),
    "script.jpg": (hostile.gif_and_script, "mismatch"),
    "pdf and archive.pdf": (hostile.pdf_and_archive, "damaged"),
    "pdf.docx": (made.pdf, "mismatch"),
    "pdf.txt": (made.pdf, "mismatch"),
    "picture.png": (made.picture, "mismatch"),
    "program.exe": (lambda: b"MZ\x90\x00", "kind"),
    "a.pdf.html": (made.pdf, "kind"),
    "a.pdf\0.html": (made.pdf, "kind"),
    "cv\u202efdp.exe": (made.pdf, "kind"),
    ".htaccess": (lambda: b"Options +ExecCGI", "kind"),
    "page.html": (lambda: hostile.HTML, "kind"),
    "binary.txt": (lambda: b"text\x00text", "mismatch"),
    "undefined.txt": (lambda: b"\x81\x8d\x8f", "mismatch"),
    "broken wide.txt": (lambda: b"\xff\xfea", "mismatch"),
    "cut off.pdf": (lambda: made.pdf()[:-2_000], "damaged"),
    "only a mark.pdf": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "page loop.pdf": (hostile.pdf_with_looping_pages, "damaged"),
    "locked.pdf": (lambda: hostile.protected_pdf(b"secret"), "password"),
    "cut off.docx": (lambda: made.docx_file()[:-500], "damaged"),
    "cut off.jpg": (lambda: made.picture(size=(2_000, 2_000))[:-5_000], "damaged"),
    "cut off.png": (lambda: made.picture("PNG")[:-30], "damaged"),
    "not xml.odt": (lambda: made.packed({"mimetype": made.ODT_TYPE, "content.xml": "hello"}), "damaged"),
    "sheet.docx": (lambda: made.packed({"[Content_Types].xml": "<Types/>"}), "mismatch"),
    "archive.docx": (lambda: made.packed({"hello.txt": "hello"}), "mismatch"),
    "archive.zip": (lambda: made.packed({"hello.txt": "hello"}), "kind"),
    "odt.docx": (made.odt_file, "mismatch"),
    "template.odt": (lambda: made.repacked(made.odt_file(), {"mimetype": made.ODT_TYPE + "-template"}), "mismatch"),
    "locked.docx": (lambda: hostile.old_office("EncryptedPackage"), "password"),
    "locked zip.docx": (hostile.locked_zip, "password"),
    "locked.odt": (
        lambda: made.repacked(made.odt_file(), {"META-INF/manifest.xml": "<x><encryption-data/></x>"}),
        "password",
    ),
    "cv.doc": (lambda: hostile.old_office("WordDocument"), "old_word"),
    "xxe.docx": (lambda: hostile.docx_that_declares(hostile.XXE), "unsafe"),
    "types.docx": (lambda: made.repacked(made.docx_file(), {hostile.TYPES: hostile.XXE + "<Types/>"}), "unsafe"),
    "laughs.docx": (lambda: hostile.docx_that_declares(hostile.LAUGHS), "unsafe"),
    "laughs.odt": (hostile.odt_that_laughs, "unsafe"),
    "up.docx": (lambda: hostile.with_entry("../../escaped.txt"), "unsafe"),
    "up on windows.docx": (lambda: hostile.with_entry("..\\..\\escaped.txt"), "unsafe"),
    "root.docx": (lambda: hostile.with_entry("/etc/escaped.txt"), "unsafe"),
    "drive.docx": (lambda: hostile.with_entry("C:\\escaped.txt"), "unsafe"),
    "link.docx": (lambda: hostile.with_entry("word/link", link=True), "unsafe"),
    "twice.docx": (lambda: hostile.with_entry("word/document.xml"), "damaged"),
    "macro.docx": (hostile.docx_with_macro, "macro"),
    "renamed.docx": (hostile.docm_renamed, "macro"),
    "macro.docm": (hostile.docx_with_macro, "macro"),
    "macro.odt": (lambda: made.repacked(made.odt_file(), {"Basic/Standard/Module1.xml": "<x/>"}), "macro"),
    "bomb.docx": (hostile.bomb, "packed"),
    "heavy.docx": (hostile.heavy, "packed"),
    "entries.docx": (lambda: hostile.many_entries(2_001), "entries"),
    "crowd.docx": (lambda: hostile.many_entries(100_000), "entries"),
    "lying crowd.docx": (lambda: hostile.lying_about_entries(100_000), "entries"),
    "huge.png": (lambda: hostile.huge_png(30_000), "pixels"),
    "large.png": (lambda: hostile.huge_png(7_100), "pixels"),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_known_by_its_contents(name):
    make, kind = GOOD[name]
    data = make()

    assert check_file(name, BytesIO(data), len(data)) == kind


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_for_its_own_reason(name):
    make, code = BAD[name]
    data = make()

    with pytest.raises(Rejected) as refusal:
        check_file(name, BytesIO(data), len(data))

    assert refusal.value.code == code


@pytest.mark.parametrize("name", ["cv.pdf", "form.pdf", "cv.docx", "cv.odt", "cv.rtf", "photo.jpg", "scan.png"])
def test_file_damaged_anywhere_is_taken_or_refused(name):
    good, chance, outcomes = GOOD[name][0](), random.Random(7), set()
    for _ in range(300):
        start = chance.randrange(len(good))
        bad = good[:start] + chance.randbytes(chance.randrange(4)) + good[start + chance.randrange(40) :]
        outcomes.add(outcome(name, bad))

    assert outcomes <= {GOOD[name][1], *FAULTS}


def outcome(name, data):
    try:
        return check_file(name, BytesIO(data), len(data))
    except Rejected as refusal:
        return refusal.code


def test_every_reason_is_met():
    assert {code for _make, code in BAD.values()} == set(FAULTS)


def test_claimed_size_counts_too():
    with pytest.raises(Rejected) as refusal:
        check_file("cv.txt", BytesIO(b"short"), MAX_SIZE + 1)

    assert str(refusal.value) == "The file is larger than 10 MB. Save it in a smaller form, and choose that."


def test_file_is_left_at_its_beginning():
    file = BytesIO(made.docx_file())

    check_file("cv.docx", file, 1)

    assert file.read() == made.docx_file()


def test_file_on_disk_is_checked(tmp_path):
    path = tmp_path / "anything"
    path.write_bytes(made.pdf())

    assert check_file("cv.pdf", path, 1) == FileKind.PDF


@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.odt", "photo.jpg", "cv.txt"])
def test_uploaded_file_is_checked(name):
    make, kind = GOOD[name]
    small = SimpleUploadedFile(name, make(), content_type="text/html")
    with TemporaryUploadedFile(name, "text/html", len(make()), None) as large:
        large.write(make())

        assert [check_file(name, upload, upload.size) for upload in (small, large)] == [kind, kind]


def test_sentence_names_what_it_is_about():
    refusal = Rejected("mismatch", extension="docx")

    assert refusal.sentence == (
        "The name ends in .docx, but the contents are something else. Save it as a PDF, and choose that."
    )


@pytest.mark.parametrize("code", FAULTS)
def test_sentence_is_complete(code):
    with translation.override("en"):
        sentence = Rejected(code, extension="pdf").sentence

    assert (sentence[-1], "%" in sentence) == (".", False)
