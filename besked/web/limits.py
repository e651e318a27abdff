"""How often a visitor may try: counted in the memory of each process, so that counting costs no database write."""

import ipaddress
import time

from django.core.cache import caches
from django.http import HttpRequest

from besked.lib.tokens import token_hash

COUNTERS = "counters"


def visitor(request: HttpRequest) -> str:
    """Where a request comes from; empty for one from this machine itself, which is never limited.

    A proxy speaks from this machine or network and writes the visitor's address behind what others wrote. One that
    says nothing makes everybody look alike: then nobody is limited, rather than all applicants together.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    told = _address(request.headers.get("X-Forwarded-For", "").rpartition(",")[2])
    found = told if told and (peer is None or peer.is_private) else peer
    if found is None or found.is_loopback:
        return ""
    # A household or an attacker has a whole /64 of the newer addresses.
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def too_many(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts one more of `what` by `who`; whether that is more than `most` in this span of time."""
    if not who:
        return False
    counters = caches[COUNTERS]
    key = token_hash(f"{what}:{who}:{int(time.time()) // seconds}")
    counters.add(key, 0, seconds)
    try:
        return int(counters.incr(key)) > most
    except ValueError:  # thrown out to make room for others: it begins anew
        return False


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip())
    except ValueError:
        return None
