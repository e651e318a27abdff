"""Reading in a process of its own: whatever a file does there, the answer comes, in words and in time."""

import time
from io import BytesIO

import pytest
from PIL import Image

from besked.documents import isolated
from besked.documents.isolated import REASONS, draw_file, read_file
from besked.documents.kinds import FileKind
from tests.documents import hostile, made

READ = {
    "pdf": (FileKind.PDF, made.pdf, "done", 2, [1, 2]),
    "docx": (FileKind.DOCX, made.docx_file, "done", 0, []),
    "odt": (FileKind.ODT, made.odt_file, "done", 0, []),
    "rtf": (FileKind.RTF, lambda: made.RTF, "done", 0, []),
    "txt": (FileKind.TXT, lambda: b"hello", "done", 0, []),
    "scan": (FileKind.PDF, hostile.raw_pdf, "none", 1, [1]),
    "photo": (FileKind.JPG, made.picture, "none", 1, [1]),
    "picture": (FileKind.PNG, lambda: made.picture("PNG"), "none", 1, [1]),
    "script": (FileKind.PDF, hostile.pdf_with_script, "none", 1, [1]),
    "launch": (FileKind.PDF, hostile.pdf_that_launches, "none", 1, [1]),
    "long": (FileKind.PDF, lambda: hostile.pdf_with_many_pages(10_000), "none", 10_000, [1, 2, 3]),
}
UNREADABLE = {
    "cut off": (FileKind.PDF, lambda: made.pdf()[:300], "damaged"),
    "locked": (FileKind.PDF, lambda: hostile.protected_pdf(b"secret"), "password"),
    "not a zip": (FileKind.DOCX, lambda: b"hello", "damaged"),
    "xxe": (FileKind.ODT, lambda: hostile.odt_declaring_late(hostile.XXE), "damaged"),
    "laughs": (FileKind.ODT, lambda: hostile.odt_declaring_late(hostile.LAUGHS), "damaged"),
    "laughing word": (FileKind.DOCX, lambda: hostile.docx_that_declares(hostile.LAUGHS), "damaged"),
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "0123"


@pytest.mark.parametrize("name", READ)
def test_file_is_read(name, path):
    kind, make, state, pages, drawn = READ[name]
    path.write_bytes(make())

    reading = read_file(kind, path, last=3)

    assert (reading.state, reading.pages, sorted(reading.pictures), reading.why) == (state, pages, drawn, "")


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_file_says_why(name, path):
    kind, make, why = UNREADABLE[name]
    path.write_bytes(make())

    reading = read_file(kind, path, last=3)

    assert (reading.state, reading.text, reading.why, why in REASONS) == ("failed", "", why, True)


def test_broken_page_does_not_hide_the_others(path):
    path.write_bytes(hostile.pdf_with_broken_page())

    reading = read_file(FileKind.PDF, path, last=3)

    assert (reading.state, reading.text, reading.pages, sorted(reading.pictures)) == ("done", "Third", 3, [1, 3])


def test_missing_file_is_a_failure_and_no_error(path):
    assert read_file(FileKind.PDF, path).why == "damaged"


def test_file_that_needs_too_much_memory_fails_alone(path):
    path.write_bytes(made.odt_file(f"<text:p>👩{'x' * 180_000_000}</text:p>"))

    assert read_file(FileKind.ODT, path).why == "memory"


def test_file_that_takes_too_long_is_given_up(path, monkeypatch):
    monkeypatch.setattr(isolated, "PATIENCE", 0.2)
    path.write_bytes(b"{\\rtf1 " + b"{\\b x}" * 1_500_000 + b"}")
    begun = time.monotonic()

    reading = read_file(FileKind.RTF, path)

    assert (reading.why, time.monotonic() - begun < 5) == ("time", True)


def test_photo_is_shown_upright_without_what_the_camera_wrote(path):
    path.write_bytes(made.picture(size=(4_000, 3_000), turned=True))
    assert b"Testkamera" in path.read_bytes()

    pictures = draw_file(FileKind.JPG, path, first=1, last=5)

    with Image.open(BytesIO(pictures[1])) as image:
        assert (image.format, image.size, dict(image.getexif()), image.info.get("icc_profile")) == (
            "WEBP",
            (1600, 2133),
            {},
            None,
        )
    assert b"Testkamera" not in pictures[1]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_picture_of_any_colours_is_shown(mode, path):
    path.write_bytes(made.picture("PNG", mode=mode))

    assert list(draw_file(FileKind.PNG, path, first=1, last=1)) == [1]


@pytest.mark.parametrize(("mode", "dark", "shade"), [("I;16", 32_768, 128), ("L", 64, 64), ("1", 0, 0)])
def test_scan_keeps_its_shades(mode, dark, shade, path):
    Image.new(mode, (2_000, 2_000), dark).save(path, "PNG")

    with Image.open(BytesIO(draw_file(FileKind.PNG, path, first=1, last=1)[1])) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (shade,) * 3


def test_largest_accepted_picture_is_shown(path):
    Image.new("RGBA", (7_000, 7_000), (0, 0, 0, 128)).save(path, "PNG", compress_level=1)

    assert list(draw_file(FileKind.PNG, path, first=1, last=1)) == [1]


def test_transparent_becomes_paper(path):
    path.write_bytes(made.picture("PNG", mode="RGBA"))

    with Image.open(BytesIO(draw_file(FileKind.PNG, path, first=1, last=1)[1])) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_pdf_page_is_drawn_at_most_1600_wide(path):
    path.write_bytes(made.pdf())

    with Image.open(BytesIO(draw_file(FileKind.PDF, path, first=2, last=2)[2])) as image:
        assert (image.width <= 1_600, image.width > 1_500, round(image.height / image.width, 2)) == (True, True, 1.41)


@pytest.mark.parametrize("box", [b"0 0 1 14400", b"0 0 14400 1", b"0 0 1 1", b"0 0 999999 999999"])
def test_pdf_page_of_any_shape_keeps_within_bounds(box, path):
    path.write_bytes(hostile.raw_pdf().replace(b"0 0 595 842", box))

    with Image.open(BytesIO(draw_file(FileKind.PDF, path, first=1, last=1)[1])) as image:
        assert (1 <= image.width <= 1_600, 1 <= image.height <= 4_800) == (True, True)


def test_at_most_30_pages_are_drawn(path):
    path.write_bytes(hostile.pdf_with_many_pages(40))

    assert sorted(draw_file(FileKind.PDF, path, first=28, last=40)) == [28, 29, 30]


def test_reader_sees_nothing_of_our_environment(path, monkeypatch, tmp_path):
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\n")
    spy.chmod(0o700)
    monkeypatch.setenv("BESKED_SECRET_KEY", "hidden")
    monkeypatch.setattr(isolated.sys, "executable", str(spy))
    path.write_bytes(b"x")

    read_file(FileKind.TXT, path)

    names = {line.partition("=")[0] for line in (tmp_path / "seen").read_text().splitlines()}
    assert names - {"PWD", "OLDPWD", "SHLVL", "_"} == {"PATH", "LANG", "PYTHONPATH", "PYTHONUTF8"}
