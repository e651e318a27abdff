"""Files made to deceive, to break or to harm, put together when a test asks, so that none lies in the project."""

import hashlib
import random
import stat
import struct
import warnings
import zipfile
import zlib
from io import BytesIO

from tests.documents.made import docx_file, odt_file, packed, pdf, repacked

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
# The harmless file that every virus scanner takes for a virus, in two halves.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# The padding of the standard security handler.
PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def raw_pdf(catalog: bytes = b"", page: bytes = b"", more: tuple[bytes, ...] = (), trailer: bytes = b"") -> bytes:
    """A PDF of one empty page, with whatever else stands in its catalogue, page, objects and trailer."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % page,
        *more,
    )
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return (
        data + head + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, len(data))
    )


def pdf_with_script() -> bytes:
    return raw_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


def pdf_that_launches() -> bytes:
    return raw_pdf(b"/OpenAction << /S /Launch /F (/bin/true) >>")


def pdf_with_many_pages(count: int) -> bytes:
    """Every entry of the page tree is the same page."""
    kids = b"3 0 R " * count
    return raw_pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [%s] /Count %d" % (kids, count))


def pdf_with_filled_form() -> bytes:
    place = b"/Type /Annot /Subtype /Widget /Rect [50 700 400 750] /F 4 /P 3 0 R"
    field = b"<< %s /FT /Tx /T (name) /V (Filled in) /DA (/F 24 Tf 0 g) >>" % place
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    form = b"/AcroForm << /Fields [4 0 R] /NeedAppearances true /DR << /Font << /F 5 0 R >> >> /DA (/F 24 Tf 0 g) >>"
    return raw_pdf(form, b"/Annots [4 0 R]", (field, font))


def pdf_with_broken_page() -> bytes:
    """The second of three pages is a number; the third has text."""
    drawing = b"BT /F 24 Tf 50 700 Td (Third) Tj ET"
    third = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F 7 0 R >> >> >>"
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing)
    data = raw_pdf(more=(b"42", third, stream, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"))
    return data.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 4 0 R 5 0 R] /Count 3")


def pdf_with_looping_table() -> bytes:
    data = raw_pdf()
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % data.index(b"xref\n"))


def pdf_with_looping_pages() -> bytes:
    return raw_pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def protected_pdf(password: bytes) -> bytes:
    """A PDF with the oldest protection there is; without a password it forbids printing and opens for all."""
    owner, rights, identity = bytes(32), -44, b"0123456789abcdef"
    key = hashlib.md5((password + PAD)[:32] + owner + struct.pack("<i", rights) + identity).digest()[:5]
    user = rc4(key, PAD)
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>"
    ids = identity.hex().encode()
    return raw_pdf(
        trailer=encrypt % (owner.hex().encode(), user.hex().encode(), rights) + b" /ID [<%s> <%s>]" % (ids, ids)
    )


def rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def docx_that_declares(what: str) -> bytes:
    return repacked(docx_file(), {MAIN: f"{what}<w:document xmlns:w='x'>&secret;</w:document>"})


def docx_declaring_late() -> bytes:
    """The declaration stands behind more blanks than the door looks through; only the reader meets it."""
    late = XXE.replace("<!DOCTYPE", " " * 400_000 + "<!DOCTYPE")
    body = "<w:body><w:p><w:r><w:t>Read: &secret;</w:t></w:r></w:p></w:body>"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return repacked(docx_file(), {MAIN: f'{late}<w:document xmlns:w="{words}">{body}</w:document>'})


def odt_declaring_late(what: str) -> bytes:
    return odt_file("<text:p>&secret;</text:p>", what.replace("<!DOCTYPE", " " * 400_000 + "<!DOCTYPE"))


def odt_that_laughs() -> bytes:
    return odt_file("<text:p>&j;</text:p>", LAUGHS)


def docx_with_macro() -> bytes:
    return repacked(docx_file(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def docm_renamed() -> bytes:
    """A document that says of itself that it has macros, without a part of the usual name."""
    with zipfile.ZipFile(BytesIO(docx_file())) as archive:
        types = archive.read(TYPES).decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return repacked(
        docx_file(), {TYPES: types.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml")}
    )


def bomb() -> bytes:
    return repacked(docx_file(), {"word/media/image1.bmp": bytes(150 * 1024 * 1024)})


def heavy() -> bytes:
    """Says of three megabytes of noise that they unpack to 210: too much, though not packed tightly."""
    name = b"word/media/noise.bin"
    data = bytearray(repacked(docx_file(), {name.decode(): random.Random(1).randbytes(3 * 1024 * 1024)}))
    entry = data.rfind(name) - 46
    data[entry + 24 : entry + 28] = struct.pack("<I", 210 * 1024 * 1024)
    return bytes(data)


def many_entries(count: int) -> bytes:
    return packed({f"word/{n}": "" for n in range(count)}, zipfile.ZIP_STORED)


def lying_about_entries(count: int) -> bytes:
    """100,000 entries, and an end record that claims three."""
    data = bytearray(many_entries(count))
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 3, 3)
    return bytes(data)


def with_entry(name: str, link: bool = False) -> bytes:
    file = BytesIO(docx_file())
    with zipfile.ZipFile(file, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the name is there already
        entry = zipfile.ZipInfo(name)
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16 if link else 0
        archive.writestr(entry, "/etc/hostname")
    return file.getvalue()


def locked_zip() -> bytes:
    """Every entry is marked as encrypted, as an archive with a password is."""
    data = bytearray(docx_file())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def old_office(inside: str) -> bytes:
    """The container of Office before 2007, which also wraps protected files of today."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + inside.encode("utf-16-le") + bytes(512)


def huge_png(side: int) -> bytes:
    """A picture of one colour and `side` dots each way; a few kilobytes that unfold to a gigabyte."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")


def page_and_pdf() -> bytes:
    return b"<html><script>alert(1)</script><!-- " + pdf()


def pdf_and_archive() -> bytes:
    return pdf() + packed({f"{n}.html": HTML for n in range(20)})


def gif_and_script() -> bytes:
    return b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
