"""The three database addresses: from the environment (all or none), else of the embedded server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from mingjian.runtime.environment import text
from mingjian.runtime.problems import BadSetting

DATABASE = "mingjian"
ROLES = ("owner", "desk", "portal")
ALLOWED = "postgresql://user:password@host:port/database, or with ?host=/folder/of/the/socket"


@dataclass(frozen=True, repr=False)
class Address:
    """One role's way to one database. `host` is a host name or the folder of a Unix socket."""

    user: str
    password: str
    host: str
    port: int
    database: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The address as a postgresql:// URL, with its password."""
        options = list(self.options)
        host = self.host
        if host.startswith("/"):
            options, host = [("host", host), *options], ""
        query = f"?{urlencode(options)}" if options else ""
        who = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{who}@{host}:{self.port}/{quote(self.database, safe='')}{query}"

    def at(self, database: str) -> "Address":
        """The same role at another database of the same server."""
        return Address(self.user, self.password, self.host, self.port, database, self.options)


@dataclass(frozen=True, repr=False)
class Addresses:
    """The addresses of the three roles; all three name the same database."""

    owner: Address
    desk: Address
    portal: Address

    def at(self, database: str) -> "Addresses":
        """The same three roles at another database of the same server."""
        return Addresses(self.owner.at(database), self.desk.at(database), self.portal.at(database))

    def environ(self) -> dict[str, str]:
        """The three variables that send another process to this database."""
        return {f"MINGJIAN_{role.upper()}_URL": getattr(self, role).url for role in ROLES}


def parse(name: str, url: str) -> Address:
    """Read a postgresql:// URL. The refusal names the variable but never repeats the URL: it holds a password."""
    problem = BadSetting(f"{name} is not an address of a PostgreSQL database. Allowed: {ALLOWED}.")
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError:
        raise problem from None
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not (parts.username and host and database):
        raise problem
    return Address(
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        host=host,
        port=port,
        database=database,
        options=tuple(options.items()),
    )


def from_environment(environ: Mapping[str, str] = os.environ) -> Addresses | None:
    """The outside server's three addresses, or None when none of the three variables is set."""
    urls = {role: text(f"MINGJIAN_{role.upper()}_URL", "", environ) for role in ROLES}
    if not any(urls.values()):
        return None
    missing = [f"MINGJIAN_{role.upper()}_URL" for role, url in urls.items() if not url]
    if missing:
        raise BadSetting(
            f"{' and '.join(missing)} missing. Set all three of MINGJIAN_OWNER_URL, MINGJIAN_DESK_URL and "
            "MINGJIAN_PORTAL_URL to use your own PostgreSQL server, or none of them to use the embedded one."
        )
    found = {role: parse(f"MINGJIAN_{role.upper()}_URL", url) for role, url in urls.items()}
    users = {address.user for address in found.values()}
    if len(users) != len(ROLES):
        raise BadSetting(
            "MINGJIAN_OWNER_URL, MINGJIAN_DESK_URL and MINGJIAN_PORTAL_URL must name three different roles: "
            "what the portal and the desk may do is held by the database."
        )
    if len({address.database for address in found.values()}) != 1:
        raise BadSetting("MINGJIAN_OWNER_URL, MINGJIAN_DESK_URL and MINGJIAN_PORTAL_URL must name the same database.")
    return Addresses(**found)
