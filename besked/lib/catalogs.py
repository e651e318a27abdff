"""Compiles the translation catalogues, so that a checkout speaks all its languages without gettext installed."""

import secrets
from pathlib import Path

import polib


def compile_catalogs(folder: Path) -> list[Path]:
    """Write the .mo beside each .po in `folder` that has none or an older one, and return those written.

    Safe for several processes at once: a reader finds the old file or the whole new one. Raises OSError
    where a .mo is missing and cannot be written.
    """
    stale = [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    return [_compile(source) for source in stale]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    content = polib.pofile(str(source), encoding="utf-8").to_binary()
    temporary = source.with_suffix(f".{secrets.token_hex(8)}.tmp")
    temporary.write_bytes(content)
    return temporary.replace(source.with_suffix(".mo"))
