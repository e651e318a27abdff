"""Words that break systems, made for these tests; and those of a list, where BESKED_REAL_FILES names its folder."""

import json
import os
from pathlib import Path

OURS = [
    "\x00",
    "a\x00b\x1b[31m",
    "\r\nBcc: mallory@example.net",
    "\u2028X-Header: 1\u2029",
    "\ufeff\u202egpj.exe\u2066",
    "\x85\x0b\x0c",
    "e" + "\u0301" * 500,
    "👩‍👩‍👧‍👦🇸🇪",
    "\ufb01ﷺ",
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "{{7*7}}{% debug %}",
    "{0.__class__}%(x)s%n${7*7}",
    "{name}{link:proof}",
    "'; DROP TABLE besked_user; --",
    '" OR 1=1 --',
    'a* NEAR(b c) -d "',
    "=cmd|' /C calc'!A0",
    'Jens "Bcc: a@b" Hansen',
    "O'Neill",
    "Null",
    "²١٢",
    "../../etc/passwd",
    "%00%0d%0a",
    "-1",
    "9" * 400,
]


def listed() -> list[str]:
    """Ours, and those of the list."""
    path = Path(os.environ.get("BESKED_REAL_FILES", "/nowhere")) / "blns.json"
    return [*OURS, *(json.loads(path.read_text()) if path.is_file() else [])]
