"""Tests reach this machine only."""

import ipaddress
import sys
from typing import Any

NAMES = frozenset({"localhost", "127.0.0.1", "::1", "", None})


class NetworkUsed(RuntimeError):
    """A test tried to leave this machine."""


def is_here(host: object) -> bool:
    """Whether the host is this machine; a folder of a Unix socket counts as here."""
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if host in NAMES or (isinstance(host, str) and host.startswith("/")):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not is_here(address[0]):
            raise NetworkUsed(f"A test tried to reach {address[0]}. Tests may use this machine only.")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_here(arguments[0]):
        raise NetworkUsed(f"A test tried to look up {arguments[0]}. Tests may use this machine only.")


def block_network() -> None:
    """For the rest of the process; an audit hook sees every socket that Python opens."""
    sys.addaudithook(_guard)
