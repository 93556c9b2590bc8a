"""Reading settings from the environment. A bad value is refused by name, with what is allowed."""

import ipaddress
import os
import zoneinfo
from collections.abc import Mapping
from typing import Final

from mingjian.runtime.problems import BadSetting

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

YES: Final = ("1", "true", "yes", "on")
NO: Final = ("0", "false", "no", "off")


def refuse(name: str, value: str, allowed: str) -> BadSetting:
    """The sentence for a bad value. Values of secrets must not be passed here."""
    return BadSetting(f"{name} is {value!r}, which is not allowed. Allowed: {allowed}.")


def text(name: str, default: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """The value without surrounding spaces; an empty value counts as not set."""
    return environ.get(name, "").strip() or default


def flag(name: str, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """A yes or a no, written as one of 1/true/yes/on and 0/false/no/off."""
    value = text(name, "", environ)
    if not value:
        return default
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise refuse(name, value, f"{', '.join(YES)} for yes; {', '.join(NO)} for no")


def integer(name: str, default: int, *, least: int, most: int, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number from `least` to `most`, both included."""
    value = text(name, "", environ)
    if not value:
        return default
    allowed = f"a whole number from {least} to {most}"
    try:
        number = int(value)
    except ValueError:
        raise refuse(name, value, allowed) from None
    if not least <= number <= most:
        raise refuse(name, value, allowed)
    return number


def choice(name: str, default: str, options: tuple[str, ...], environ: Mapping[str, str] = os.environ) -> str:
    """One of the options, as written."""
    value = text(name, default, environ)
    if value not in options:
        raise refuse(name, value, f"one of {', '.join(options)}")
    return value


def names(name: str, default: tuple[str, ...], environ: Mapping[str, str] = os.environ) -> list[str]:
    """Host names separated by commas; each must be a plain host name, without scheme, port or path."""
    value = text(name, "", environ)
    if not value:
        return list(default)
    hosts = [part.strip() for part in value.split(",") if part.strip()]
    if not hosts or any("/" in host or " " in host or host == "*" for host in hosts):
        raise refuse(name, value, "host names separated by commas, without http:// and without *")
    return hosts


def origins(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Origins such as https://example.gov.cn, separated by commas."""
    value = text(name, "", environ)
    found = [part.strip() for part in value.split(",") if part.strip()]
    for origin in found:
        scheme, separator, host = origin.partition("://")
        if scheme not in ("http", "https") or not separator or not host or "/" in host:
            raise refuse(name, origin, "origins such as https://host.example or https://host.example:8443")
    return found


def time_zone(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """A zone of the tz database, such as Asia/Shanghai."""
    value = text(name, default, environ)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse(name, value, "a zone of the tz database, for example Asia/Shanghai") from None
    return value


def networks(name: str, environ: Mapping[str, str] = os.environ) -> list[tuple[str, Network]]:
    """Named networks separated by commas, such as `county=10.3.0.0/16`; a name may come several times."""
    value = text(name, "", environ)
    found: list[tuple[str, Network]] = []
    for part in filter(None, (each.strip() for each in value.split(","))):
        label, separator, written = part.partition("=")
        try:
            network = ipaddress.ip_network(written.strip())
        except ValueError:
            network = None
        if not label.strip() or not separator or network is None:
            raise refuse(name, part, "names with networks such as county=10.3.0.0/16, separated by commas")
        found.append((label.strip(), network))
    return found
