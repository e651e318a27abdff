"""Good files, as applicants make them; each made when a test asks for it."""

import zipfile
from functools import cache
from io import BytesIO

import docx
import typst
from docx.oxml import parse_xml
from PIL import Image

CV = """
#set document(title: "CV", author: "Anna Ørsted")
#set page(paper: "a4")
= Anna Ørsted
Pædagog i Ålborg, office and fjord.
#pagebreak()
= Anden side
Referencer følger.
"""
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>Kørekort B</w:t></w:r></w:p></w:txbxContent>"
BOXED = f"""<w:p {WORDS} {SHAPES}><w:r><w:t>Ved siden af:</w:t><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
CONTROL = f"<w:sdt {WORDS}><w:sdtContent><w:p><w:r><w:t>Udfyldt felt</w:t></w:r></w:p></w:sdtContent></w:sdt>"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
    }.items()
)
ODT_BODY = """<text:h>Åse Bergström</text:h>
<text:p>Sjuksköterska<text:s text:c="4000000"/>i <text:span>Malmö</text:span></text:p>
<text:list><text:list-item><text:p>Svenska</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell>
<table:table-cell><text:p>Region Skåne</text:p></table:table-cell></table:table-row></table:table>
<text:p>Ruta:<draw:frame><draw:text-box><text:p>Körkort B</text:p></draw:text-box></draw:frame></text:p>
<text:p>Slut<office:annotation><text:p>dold</text:p></office:annotation></text:p>"""


@cache
def pdf(source: str = CV) -> bytes:
    made: bytes = typst.compile(source.encode(), ignore_system_fonts=True)
    return made


@cache
def docx_file() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Sidehoved"
    document.sections[0].footer.paragraphs[0].text = "Sidefod"
    document.add_paragraph("Bo Jørgensen")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2019", "Odense Kommune"
    document.add_paragraph("Efter tabellen")
    for part in (BOXED, CONTROL):
        document.element.body.insert(-1, parse_xml(part))
    return _saved(document)


@cache
def odt_file(body: str = ODT_BODY, before: str = "") -> bytes:
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    edges = "<style:header><text:p>Sidhuvud</text:p></style:header><style:footer><text:p>Sidfot</text:p></style:footer>"
    return packed(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"{before}<office:document-content {ODT_NAMES}>{text}</office:document-content>",
            "styles.xml": f"<office:document-styles {ODT_NAMES}>{edges}</office:document-styles>",
        }
    )


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 Kj\'e6re leser, jeg heter \u197?se.\par Hilsen}"


@cache
def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", turned: bool = False) -> bytes:
    """A picture with a place in its metadata; `turned`: taken with the phone upright."""
    exif = Image.Exif()
    exif[0x010F] = "Testkamera"
    exif[0x8825] = {1: "N", 2: (56.0, 9.0, 12.0)}
    if turned:
        exif[0x0112] = 6
    file = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(file, kind, exif=exif)
    return file.getvalue()


def two_pictures() -> bytes:
    """What a phone with two lenses writes."""
    file = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(
        file, "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300), "tan")]
    )
    return file.getvalue()


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(data: bytes, changes: dict[str, str | bytes]) -> bytes:
    """The archive with some of its parts exchanged or added."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | changes)


def _saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
