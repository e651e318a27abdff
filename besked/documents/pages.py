"""Page images: what a browser is shown instead of a stranger's file. Made once, then kept beside the file."""

from io import BytesIO
from typing import BinaryIO

from besked.documents.check import sniff
from besked.documents.errand import MAX_PAGES, page_file
from besked.documents.isolated import draw_file
from besked.documents.store import Store, store

CONTENT_TYPE = "image/webp"
# Starting the reader costs as much as drawing three pages, so neighbours are drawn along.
BLOCK = 5


def page_image(key: str, number: int) -> BinaryIO | None:
    """Page `number`, from 1, of the file as WebP of at most 1,600 dots across; None where there is no such page."""
    if not 1 <= number <= MAX_PAGES:
        return None
    place, part = store(), page_file(number)
    kept = place.open_part(key, part)
    if kept is None:
        _draw(place, key, number)
    return kept or place.open_part(key, part)


def keep_pages(place: Store, key: str, pictures: dict[int, bytes]) -> None:
    """Keep page images that have been made, by number from 1."""
    for number, picture in pictures.items():
        place.save_part(key, page_file(number), BytesIO(picture))


def _draw(place: Store, key: str, number: int) -> None:
    try:
        with place.open_key(key) as file:
            kind = sniff(file.read(1024))
    except FileNotFoundError:
        return
    if kind is not None and kind.has_pages:
        first = number - (number - 1) % BLOCK
        keep_pages(place, key, draw_file(kind, place.path_for(key), first=first, last=first + BLOCK - 1))
