"""Settings from the environment, typed; a wrong value stops the start with one sentence."""

import os
import re
from pathlib import Path
from zoneinfo import available_timezones

_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


class BadSetting(Exception):
    """A setting that can't be used; its text is one sentence for the person who set it."""


def env_str(name: str, default: str = "") -> str:
    """Return the text in `name`, or `default` where it is absent or empty."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    """Return yes or no. Raises BadSetting for any other word."""
    word = env_str(name).lower()
    if not word:
        return default
    if word in _YES | _NO:
        return word in _YES
    raise BadSetting(f"{name} must be 1 or 0, and is “{word}”.")


def env_int(name: str, default: int, least: int = 0) -> int:
    """Return a whole number of at least `least`. Raises BadSetting."""
    word = env_str(name)
    if not word:
        return default
    if not (word.isascii() and word.removeprefix("-").isdigit() and len(word) < 16):
        raise BadSetting(f"{name} must be a whole number, and is “{word}”.")
    if int(word) < least:
        raise BadSetting(f"{name} must be at least {least}, and is {word}.")
    return int(word)


def env_zone(name: str, default: str) -> str:
    """Return the name of a time zone. Raises BadSetting for one that this machine doesn't know."""
    zone = env_str(name, default)
    if zone not in available_timezones():
        raise BadSetting(f"{name} must name a time zone such as {default}, and is “{zone}”.")
    return zone


def env_base(name: str, default: str) -> str:
    """Return an address of ours without a slash at its end. Raises BadSetting where it isn't http:// or https://."""
    address = env_str(name, default).rstrip("/")
    if not re.fullmatch(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?", address, re.ASCII | re.IGNORECASE):
        raise BadSetting(f"{name} must be an address such as https://jobs.example.org, and is “{address}”.")
    return address


def env_secret(name: str, default: str = "") -> str:
    """Return the text in `name`, or in the file that `name`_FILE names.

    Raises BadSetting where both are set or the file can't be read.
    """
    value, path = env_str(name), env_str(f"{name}_FILE")
    if value and path:
        raise BadSetting(f"{name} and {name}_FILE are both set; keep one of them.")
    if not path:
        return value or default
    try:
        return Path(path).read_text(encoding="utf-8").strip() or default
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{name}_FILE names {path}, which can't be read.") from error
