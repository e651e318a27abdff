"""Page images: a PDF's pages as they print, a picture upright and without what the camera wrote into it."""

import warnings
from contextlib import suppress
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from besked.documents.errand import MAX_PAGES, page_file
from besked.documents.images import FORMATS
from besked.documents.kinds import FileKind

MAX_WIDTH = 1_600
MAX_HEIGHT = 4_800
# Text is set in 72nds of an inch; four times that is as sharp as any screen needs.
_MAX_SCALE = 4.0
# A page of text takes 60 ms and 150 kB; more effort takes twice the time and spares a tenth of the bytes.
_EFFORT = 2


def draw_pages(kind: FileKind, path: Path, out: Path, first: int, last: int) -> None:
    """Write page images `first` to `last`, from 1, into the folder `out`; pages that are not there are left out."""
    if kind is FileKind.PDF:
        _draw_pdf(path, out, first, min(last, MAX_PAGES))
    elif kind.has_pages and first == 1:
        _draw_picture(path, out)


def _draw_pdf(path: Path, out: Path, first: int, last: int) -> None:
    with pypdfium2.PdfDocument(path) as document:
        # Without it the answers in a filled-in form stay invisible.
        document.init_forms()
        for number in range(first, min(last, len(document)) + 1):
            with suppress(pypdfium2.PdfiumError):
                page = document[number - 1]
                image = page.render(scale=_scale(*page.get_size())).to_pil()
                page.close()
                _save(image, out, number)


def _scale(width: float, height: float) -> float:
    """How many pixels to a point, so that the page keeps within the largest picture."""
    return min(MAX_WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1), _MAX_SCALE)


def _draw_picture(path: Path, out: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=FORMATS) as image:
            # A JPG can be unfolded at a half or a quarter, which spares the memory of the whole.
            image.draft("RGB", (MAX_WIDTH, MAX_WIDTH))
            upright = _in_full_colours(ImageOps.exif_transpose(image))
        # Smaller first: the largest accepted picture would need a gigabyte for what follows.
        upright.thumbnail((MAX_WIDTH, MAX_HEIGHT))
        _save(_on_white(upright), out, 1)


def _in_full_colours(image: Image.Image) -> Image.Image:
    """The picture in colours that can be blended; black and white dots would else fall out when it is made smaller."""
    if image.mode.startswith("I"):
        # Scanners write 65,536 shades of grey; all but the darkest would come out white.
        return image.point(lambda shade: shade * (1 / 256)).convert("L")
    if image.mode in {"1", "P"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """What is transparent becomes paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _save(image: Image.Image, out: Path, number: int) -> None:
    image.thumbnail((MAX_WIDTH, MAX_HEIGHT))
    # A new picture of the same dots: nothing but dots can come along.
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    bare.save(out / page_file(number), "WEBP", quality=80, method=_EFFORT)
