"""Text in documents: everything a person wrote, in the order they would read it, and nothing a file made up."""

import pytest

from besked.documents.extract import MAX_TEXT, extract_text, tidy
from besked.documents.kinds import FileKind
from tests.documents import hostile, made


def text_of(tmp_path, kind, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    return extract_text(kind, path)


def test_pdf_text_has_all_pages(tmp_path):
    assert text_of(tmp_path, FileKind.PDF, made.pdf()) == (
        "Anna Ørsted\nPædagog i Ålborg, office and fjord.\n\nAnden side\nReferencer følger."
    )


def test_pdf_word_divided_at_the_line_end_is_whole(tmp_path):
    narrow = '#set page(width: 60mm, height: 60mm)\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n'
    text = text_of(tmp_path, FileKind.PDF, made.pdf(narrow + "responsibility " * 9))

    assert set(text.split()) == {"responsibility"}


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("high\xadimpact", "high-impact"),
        ("e\u2010mail", "e-mail"),
        ("\ufb01rst o\ufb03ce", "first office"),
    ],
)
def test_pdf_signs_are_read_as_they_look(tmp_path, drawn, read):
    source = f'#set text(font: "DejaVu Sans Mono", hyphenate: false, ligatures: false)\n{drawn}'

    assert text_of(tmp_path, FileKind.PDF, made.pdf(source)) == read


def test_pdf_is_read_to_page_200(tmp_path):
    source = "\n#pagebreak()\n".join(f"page {number}" for number in range(1, 206))

    assert text_of(tmp_path, FileKind.PDF, made.pdf(source)).split("\n")[-1] == "page 200"


def test_filled_in_form_is_read(tmp_path):
    assert text_of(tmp_path, FileKind.PDF, hostile.pdf_with_filled_form()) == "Filled in"


def test_docx_text_is_in_reading_order(tmp_path):
    assert text_of(tmp_path, FileKind.DOCX, made.docx_file()) == (
        "Sidehoved\n\nBo Jørgensen\n2019\tOdense Kommune\nEfter tabellen\n"
        "Ved siden af:\nKørekort B\nUdfyldt felt\n\nSidefod"
    )


def test_docx_never_reads_what_it_declares(tmp_path):
    assert text_of(tmp_path, FileKind.DOCX, hostile.docx_declaring_late()) == "Read:"


def test_odt_text_is_in_reading_order(tmp_path):
    assert text_of(tmp_path, FileKind.ODT, made.odt_file()) == (
        "Sidhuvud\n\nÅse Bergström\nSjuksköterska i Malmö\nSvenska\n2019\tRegion Skåne\n"
        "Ruta:\nKörkort B\nSlut\n\nSidfot"
    )


def test_rtf_text_has_its_letters(tmp_path):
    assert text_of(tmp_path, FileKind.RTF, made.RTF) == "Kjære leser, jeg heter Åse.\nHilsen"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_any_encoding(tmp_path, encoding):
    assert text_of(tmp_path, FileKind.TXT, "Åse – 5 €\r\nSlut".encode(encoding)) == "Åse – 5 €\nSlut"


@pytest.mark.parametrize("kind", [FileKind.JPG, FileKind.PNG])
def test_picture_has_no_text(tmp_path, kind):
    assert text_of(tmp_path, kind, made.picture()) == ""


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\0b\x07c", "abc"),
        ("A\u030a", "Å"),
        ("a  \n\n\n\n\n\nb", "a\n\n\nb"),
        ("\n\n a\tb \n", "a\tb"),
        ("\uf0e0 mail", "mail"),
        ("x" * (MAX_TEXT + 9), "x" * MAX_TEXT),
    ],
)
def test_text_is_tidied(raw, stored):
    assert tidy(raw) == stored
