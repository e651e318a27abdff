"""What the worker and the process that reads a file say to each other; nothing here loads a library."""

from dataclasses import dataclass

# Processor time for one file; who waits for it waits a little longer.
SECONDS = 30
RESULT = "result.json"
# As many pages as are shown as pictures; the text is read to the end.
MAX_PAGES = 30


@dataclass(frozen=True)
class Job:
    """What to do with the file `path` of `kind`, into the folder `out`: read its text, draw pages `first` to `last`."""

    path: str
    kind: str
    out: str
    text: bool = True
    first: int = 1
    last: int = 0


@dataclass(frozen=True)
class Result:
    """What came of it: `state` done, none or failed, and then `why`: password, memory or damaged."""

    state: str
    text: str = ""
    pages: int = 0
    why: str = ""


def page_file(number: int) -> str:
    """The name under which page `number`, from 1, is written and kept."""
    return f"p{number}.webp"
