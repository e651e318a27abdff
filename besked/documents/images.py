"""Pictures at the door: measured before they are unfolded, then looked through for damage."""

import struct
import warnings
from typing import BinaryIO

from PIL import Image

from besked.documents.faults import MAX_PIXELS, Rejected

# JPEG here includes what phones write when they put a second picture behind the first.
FORMATS = ("JPEG", "PNG")
# Pillow has no exception of its own for a broken picture.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error)


def check_image(file: BinaryIO) -> None:
    """Raises Rejected: more than 50 megapixels, or damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _check(file)
    except Image.DecompressionBombError as error:
        raise Rejected("pixels") from error
    except BROKEN as error:
        raise Rejected("damaged") from error


def _check(file: BinaryIO) -> None:
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Rejected("pixels")
        if image.format == "PNG":
            image.verify()
        else:
            # verify() sees nothing in a JPG; unfolded at an eighth, one that broke off shows, for little memory.
            image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
