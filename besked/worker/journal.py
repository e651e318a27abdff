"""A worker's local journal: which mails it began to hand over. It survives kill -9 and tells the never-begun apart.

The file is locked while its worker lives. It is written without fsync, so it is believed only on the same boot: after a
power cut its last lines may be missing, and then every row in *sending* counts as doubtful.
"""

import fcntl
import os
import socket
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")


def this_host() -> str:
    """The machine and its boot: a journal of another one is not believed."""
    boot = BOOT.read_text().strip() if BOOT.exists() else "unknown"
    return f"{socket.gethostname()[:60]}/{boot}"


class Journal:
    """The journal of this worker."""

    def __init__(self, folder: Path, name: str) -> None:
        """Makes it, locked before it has its name: an unlocked journal says that its worker is dead."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.journal"
        unborn = folder / f"{name}.new"
        self._fd = os.open(unborn, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unborn.rename(self.path)

    def begun(self, message_id: int) -> None:
        """From now on this mail may have reached the relay."""
        os.write(self._fd, b"%d begun\n" % message_id)

    def answered(self, message_id: int) -> None:
        """The relay has taken it."""
        os.write(self._fd, b"%d sent\n" % message_id)

    def returned(self, message_id: int) -> None:
        """The relay has refused it, or it can't have arrived."""
        os.write(self._fd, b"%d back\n" % message_id)

    def clear(self) -> None:
        """The database knows everything that stood here."""
        os.ftruncate(self._fd, 0)

    def close(self, *, settled: bool) -> None:
        """Lets go of it; what is not settled in the database stays for whoever buries this worker."""
        if settled:
            self.path.unlink(missing_ok=True)
        os.close(self._fd)


def read_dead(folder: Path, name: str) -> tuple[frozenset[int], frozenset[int]] | None:
    """(begun without an answer, taken by the relay) of a dead worker's journal; None where it can't be believed."""
    try:
        with (folder / f"{name}.journal").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lines = file.read().splitlines()
    except OSError:  # missing, or its worker lives
        return None
    last: dict[int, bytes] = {}
    for number, _, word in (line.partition(b" ") for line in lines):
        if number.isdigit():
            last[int(number)] = word
    begun = frozenset(pk for pk, word in last.items() if word not in (b"sent", b"back"))
    return begun, frozenset(pk for pk, word in last.items() if word == b"sent")


def remove(folder: Path, name: str) -> None:
    """A buried worker's journal goes."""
    (folder / f"{name}.journal").unlink(missing_ok=True)
