"""The kinds of file an applicant may send. No Django here: the process that reads strangers' files starts light."""

from enum import Enum


class FileKind(Enum):
    """One accepted kind: its value is the extension it is stored with."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    TXT = "txt"
    JPG = "jpg"
    PNG = "png"

    @property
    def content_type(self) -> str:
        """The type that is stored, and sent with a download; never what the browser claimed."""
        return _CONTENT_TYPES[self]

    @property
    def extensions(self) -> tuple[str, ...]:
        """The extensions that agree with this kind, lower case, without a dot."""
        return ("jpg", "jpeg") if self is FileKind.JPG else (self.value,)

    @property
    def has_pages(self) -> bool:
        """Whether page images are made of it; the others are shown as text."""
        return self in {FileKind.PDF, FileKind.JPG, FileKind.PNG}


_CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.RTF: "application/rtf",
    FileKind.TXT: "text/plain",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
}

# For the accept attribute of a file field: phones and desktops then offer the right files first.
ACCEPT = ",".join(f".{extension}" for kind in FileKind for extension in kind.extensions)


def kind_of(content_type: str) -> FileKind:
    """The kind stored as `content_type`. Raises KeyError for a type that is not accepted."""
    return {kind.content_type: kind for kind in FileKind}[content_type]
