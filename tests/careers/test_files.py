"""Files of an application: taken, refused by name with a way on, and kept while the form is mended."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from besked.documents import store
from besked.documents.jobs import sweep_orphans
from besked.models import Application, Document
from tests.careers.sending import address, cv, faults, send
from tests.cast import NOW
from tests.documents import hostile
from tests.documents.made import docx_file, odt_file, pdf, picture

MEGABYTE = 1024 * 1024
KIND = "Files of this kind can’t be opened here. Send a PDF, DOCX, ODT, RTF, TXT, JPG or PNG file."
DAMAGED = "The file is damaged and can’t be opened. Save it once more, and choose it again."


def names():
    return list(Document.objects.order_by("pk").values_list("kind", "name"))


def kept(response):
    return [one.name for one in response.context["kept"]]


def stored():
    return sum(path.is_file() for path in (Path(settings.BESKED_DATA_DIR) / "files").rglob("*"))


def text(size: int) -> bytes:
    return b"a line of text\n" * (size // 15)


def test_every_kind_is_taken(client, cast):
    files = [
        cv("letter.docx", docx_file()),
        cv("letter.odt", odt_file()),
        cv("letter.rtf", b"{\\rtf1 Hej}"),
        cv("letter.txt", "Kære alle".encode()),
        cv("me.jpg", picture()),
        cv("me.png", picture("PNG")),
    ]

    assert send(client, cast.teacher, letter="", cv=cv(), documents=files).status_code == 302
    assert names() == [
        ("cv", "cv.pdf"),
        ("other", "letter.docx"),
        ("other", "letter.odt"),
        ("other", "letter.rtf"),
        ("other", "letter.txt"),
        ("other", "me.jpg"),
        ("other", "me.png"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cv.pdf", b"", "The file is empty. Look whether it was saved, and choose it again."),
        ("cv.pdf", b"<html><script>alert(1)</script>", None),
        ("cv.html", b"<html><script>alert(1)</script>", KIND),
        ("cv.svg", b"<svg onload='alert(1)'/>", KIND),
        ("cv.exe", b"MZ\x90\x00\xff\xfe", KIND),
        ("cv.pdf", b"%PDF-1.7 torn", DAMAGED),
    ],
)  # fmt: skip
def test_bad_file_is_named_with_a_way_on(client, cast, name, content, sentence):
    response = send(client, cast.teacher, cv=cv(name, content))

    expected = sentence or (
        "The name ends in .pdf, but the contents are something else. Save it as a PDF, and choose that."
    )
    assert (response.status_code, faults(response)) == (400, {"cv": [f"{name}: {expected}"]})
    assert (Application.objects.count(), names()) == (0, [])


HOSTILE = {
    "protected": lambda: hostile.protected_pdf(b"secret"),
    "macro": hostile.docx_with_macro,
    "renamed": hostile.docm_renamed,
    "bomb": hostile.bomb,
    "laughs": hostile.odt_that_laughs,
    "locked": hostile.locked_zip,
    "page": hostile.page_and_pdf,
    "pixels": lambda: hostile.huge_png(30_000),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx"])
def test_hostile_file_is_refused_under_any_name(client, cast, what, name):
    response = send(client, cast.teacher, documents=[cv(name, HOSTILE[what]())])

    assert (response.status_code, list(faults(response)), Document.objects.count()) == (400, ["documents"], 0)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/cv.pdf", "cv.pdf"),
        ("C:\\me\\cv.pdf", "cv.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("cv\u202efdp.pdf", "cvfdp.pdf"),
        ("con.pdf", "_con.pdf"),
        ("å" * 300 + ".pdf", None),
        ("å" * 1000 + ".pdf", None),
        ("CV uden endelse", "CV uden endelse.pdf"),
    ],
)
def test_name_is_made_safe(client, cast, given, shown):
    response = client.post(
        address(cast.teacher), multipart(given), content_type=f"multipart/form-data; boundary={EDGE}"
    )

    assert response.status_code == 302
    assert [name for _, name in names()] == [shown or "å" * 98 + ".pdf"]


EDGE = "edge"


def multipart(filename: str) -> bytes:
    """The form as raw bytes: the test client would tidy the name away."""
    fields = {"given_name": "Ida", "email": "ida@example.com", "letter": "Ja", "language": "da"}
    parts = [f'--{EDGE}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()]
    escaped = filename.replace("\\", "\\\\").replace('"', '\\"')
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="cv"; filename="{escaped}"\r\n\r\n'
    # The language stands behind the files, as it does in the form.
    return "".join([*parts[:-1], head]).encode() + pdf() + f"\r\n{parts[-1]}--{EDGE}--\r\n".encode()


def test_form_that_broke_off_on_its_way_is_not_taken(client, cast):
    whole = multipart("cv.pdf")
    for length in (len(whole) - 100, len(whole) - 2000, 300, 60):
        broken = whole[:length]
        client.post(address(cast.teacher), broken, content_type=f"multipart/form-data; boundary={EDGE}")

    assert Application.objects.count() == 0


def test_good_files_are_kept_while_the_form_is_mended(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv(), documents=[cv("a.txt", b"A"), cv("b.exe", b"\0MZ")])

    assert kept(wrong) == ["cv.pdf", "a.txt"]
    assert "Files that we have kept for you" in wrong.text
    notes = [one.note for one in wrong.context["kept"]]
    again = send(client, cast.teacher, letter="", kept=notes, documents=[cv("c.txt", b"C")])
    assert again.status_code == 302
    assert names() == [("cv", "cv.pdf"), ("other", "a.txt"), ("other", "c.txt")]
    with store.open_key(Document.objects.get(name="cv.pdf").key) as file:
        assert file.read() == pdf()


def test_kept_file_survives_a_second_error(client, cast):
    first = send(client, cast.teacher, email="ida", cv=cv())
    second = send(client, cast.teacher, email="", kept=[one.note for one in first.context["kept"]])

    assert [one.note for one in second.context["kept"]] == [one.note for one in first.context["kept"]]


def test_kept_file_can_be_left_out(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv(), documents=[cv("a.txt", b"A")])
    notes, drop = [one.note for one in wrong.context["kept"]], wrong.context["kept"][1].upload.key

    send(client, cast.teacher, kept=notes, drop=[drop])

    assert names() == [("cv", "cv.pdf")]


def test_new_cv_takes_the_place_of_the_kept_one(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv("old.pdf"))

    send(client, cast.teacher, kept=[one.note for one in wrong.context["kept"]], cv=cv("new.pdf"))

    assert names() == [("cv", "new.pdf")]


def test_two_applications_never_share_a_kept_file(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv())
    notes = [one.note for one in wrong.context["kept"]]

    send(client, cast.teacher, kept=notes)
    send(client, cast.teacher, kept=notes, given_name="Jens")

    keys = list(Document.objects.values_list("key", flat=True))
    assert (len(keys), len(set(keys))) == (2, 2)


def test_note_is_good_for_its_own_vacancy_alone(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv())

    response = send(client, cast.nurse, kept=[one.note for one in wrong.context["kept"]])

    lost = "A file from before is no longer here. Please choose it once more."
    assert (faults(response), Document.objects.count()) == ({"documents": [lost]}, 0)


@pytest.mark.parametrize("note", ["x", "", "x:y:z", "\0", "ø" * 5000])
def test_made_up_note_is_refused_in_words(client, cast, note):
    assert list(faults(send(client, cast.teacher, kept=[note]))) == ["documents"]


def test_note_ends_before_its_file_is_swept(client, cast):
    wrong = send(client, cast.teacher, email="ida", cv=cv())
    notes = [one.note for one in wrong.context["kept"]]

    with time_machine.travel(NOW + dt.timedelta(hours=19), tick=False):
        assert kept(send(client, cast.teacher, email="ida", kept=notes)) == ["cv.pdf"]
    with time_machine.travel(NOW + dt.timedelta(hours=21), tick=False):
        assert list(faults(send(client, cast.teacher, kept=notes))) == ["documents"]


def test_kept_file_that_nobody_sends_is_swept_after_a_day(client, cast):
    before = stored()
    send(client, cast.teacher, email="ida", cv=cv())
    kept_one = stored()

    # The file's age is the file system's, which no test can hold still.
    sweep_orphans(dt.datetime.now(dt.UTC) + dt.timedelta(hours=25))

    assert (kept_one, stored()) == (before + 1, 0)


def test_large_file_is_refused_while_it_arrives(client, cast):
    response = send(client, cast.teacher, cv=cv(), documents=[cv("big.txt", text(11 * MEGABYTE)), cv("s.txt", b"S")])

    large = "big.txt: The file is larger than 10 MB. Save it in a smaller form, and choose that."
    assert faults(response) == {"documents": [large]}
    assert kept(response) == ["cv.pdf", "s.txt"]


def test_eleventh_file_is_left_out_by_name(client, cast):
    response = send(client, cast.teacher, documents=[cv(f"{n}.txt", b"text") for n in range(1, 12)])

    assert faults(response) == {"documents": ["11.txt: It is one too many: send at most 10 files."]}
    assert len(kept(response)) == 10


def test_files_together_have_a_limit(client, cast):
    files = [cv(f"{n}.txt", text(9 * MEGABYTE)) for n in (1, 2, 3)]

    response = send(client, cast.teacher, documents=files)

    total = "3.txt: All files together may have 25 MB. Leave it out, or make it smaller."
    assert faults(response) == {"documents": [total]}
    assert kept(response) == ["1.txt", "2.txt"]


def test_hundred_and_one_files_get_a_page(client, cast):
    response = send(client, cast.teacher, documents=[SimpleUploadedFile(f"{n}.txt", b"x") for n in range(101)])

    assert response.status_code == 413


def test_same_name_twice_is_two_files(client, cast):
    send(client, cast.teacher, documents=[cv("a.txt", b"A"), cv("a.txt", b"B")])

    assert names() == [("other", "a.txt"), ("other", "a.txt")]


def test_refusing_disk_keeps_the_words(client, cast, settings, tmp_path):
    """Where the folder for files should be, a file stands: nothing can be stored."""
    (tmp_path / "files").write_text("in the way")
    settings.BESKED_DATA_DIR = tmp_path

    response = send(client, cast.teacher, cv=cv())

    assert (response.status_code, Application.objects.count(), kept(response)) == (503, 0, [])
    assert "could not store your application just now" in response.text
    assert faults(response)["documents"] == ["We could not keep your files. Please choose them once more."]


def test_file_in_a_text_field_and_text_in_a_file_field_do_no_harm(client, cast):
    response = client.post(
        address(cast.teacher),
        {"given_name": BytesIO(b"Ida"), "cv": "text", "documents": ["a", "b"], "kept": BytesIO(b"x")},
    )

    assert (response.status_code, Application.objects.count()) == (400, 0)
