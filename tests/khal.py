"""khal, a calendar that people use, as the reader of what we write."""

import os
import subprocess
import sys
from pathlib import Path


class Khal:
    """khal with a calendar of its own, in a folder that is thrown away."""

    def __init__(self, folder):
        self.folder, self.config = folder, folder / "config"
        self.config.write_text(
            f"[calendars]\n[[mine]]\npath = {folder}/mine\n[sqlite]\npath = {folder}/khal.db\n"
            "[locale]\nlocal_timezone = Europe/Copenhagen\ndefault_timezone = Europe/Copenhagen\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
            encoding="utf-8",
        )
        (folder / "mine").mkdir()

    def __call__(self, *arguments):
        program = Path(sys.executable).with_name("khal")
        environment = {"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8"}
        done = subprocess.run(
            [program, "-c", self.config, *arguments], capture_output=True, text=True, env=environment, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    def reads(self, text):
        """Takes a mail's attachment in, and shows what the calendar then holds."""
        (self.folder / "invite.ics").write_bytes(text.encode())
        self("import", "--batch", "-a", "mine", self.folder / "invite.ics")
        return self.shows()

    def shows(self):
        line = "{start}|{end-time}|{title}|{location}|{status}"
        return self("list", "--notstarted", "--day-format", "", "--format", line, "2026-11-01", "60d")
