"""What can be wrong with a file, one plain sentence each, said to the person who chose it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_SIZE = 10 * MEGABYTE
MAX_PIXELS = 50_000_000

FAULTS: dict[str, Promise] = {
    "empty": _("The file is empty. Look whether it was saved, and choose it again."),
    "large": _("The file is larger than %(megabytes)s MB. Save it in a smaller form, and choose that."),
    "kind": _("Files of this kind can’t be opened here. Send a PDF, DOCX, ODT, RTF, TXT, JPG or PNG file."),
    "old_word": _("This is a Word file of the old kind (.doc). Save it as PDF or DOCX, and choose that."),
    "mismatch": _(
        "The name ends in .%(extension)s, but the contents are something else. Save it as a PDF, and choose that."
    ),
    "damaged": _("The file is damaged and can’t be opened. Save it once more, and choose it again."),
    "password": _("The file is protected by a password. Save it without one, and choose that."),
    "packed": _("The file unpacks to far more than a document holds. Save it as a PDF, and choose that."),
    "entries": _("The file holds too many parts for a document. Save it as a PDF, and choose that."),
    "macro": _("The file contains macros, which are small programs. Save it without them, for example as a PDF."),
    "unsafe": _("The file contains instructions that don’t belong in a document. Save it as a PDF, and choose that."),
    "pixels": _("The picture is larger than %(megapixels)s megapixels. Make it smaller, and choose that."),
}


class Rejected(Exception):
    """A file that is not accepted: `code` names the fault, `sentence` says it in the language of the moment."""

    def __init__(self, code: str, *, extension: str = "") -> None:
        super().__init__(code)
        self.code = code
        self._words = {
            "extension": extension,
            "megabytes": MAX_SIZE // MEGABYTE,
            "megapixels": MAX_PIXELS // 1_000_000,
        }

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, translated when it is asked for."""
        return str(FAULTS[self.code]) % self._words

    def __str__(self) -> str:
        return self.sentence
