"""Page images: made when first asked for, kept, and none where there is no page."""

from io import BytesIO

import pytest

from besked.documents import store
from besked.documents.pages import page_image
from tests.documents import hostile, made


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BESKED_DATA_DIR = tmp_path


def test_page_is_a_webp_picture():
    key = store.save(BytesIO(made.pdf())).key

    with page_image(key, 2) as picture:
        head = picture.read(12)

    assert (head[:4], head[8:]) == (b"RIFF", b"WEBP")


def test_neighbours_are_drawn_along_and_kept():
    key = store.save(BytesIO(hostile.pdf_with_many_pages(12))).key

    page_image(key, 7).close()

    kept = sorted(path.name.removeprefix(key) for path in store.path_for(key).parent.iterdir())
    assert kept == ["", ".p10.webp", ".p6.webp", ".p7.webp", ".p8.webp", ".p9.webp"]


def test_kept_page_is_not_drawn_again():
    key = store.save(BytesIO(made.pdf())).key
    page_image(key, 1).close()
    store.path_for(key).with_name(f"{key}.p1.webp").write_bytes(b"kept")

    with page_image(key, 1) as picture:
        assert picture.read() == b"kept"


@pytest.mark.parametrize("number", [-1, 0, 3, 31, 1_000])
def test_there_is_no_such_page(number):
    key = store.save(BytesIO(made.pdf())).key

    assert page_image(key, number) is None


@pytest.mark.parametrize("data", [made.docx_file(), b"text", b"%PDF-1.7 broken"], ids=["docx", "text", "broken"])
def test_file_without_pages_has_none(data):
    key = store.save(BytesIO(data)).key

    assert page_image(key, 1) is None


def test_removed_file_has_no_pages():
    key = store.save(BytesIO(made.pdf())).key
    store.delete(key)

    assert page_image(key, 1) is None
