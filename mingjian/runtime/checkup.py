"""What `mingjian doctor` looks at outside Django: each answer is a sentence, and says how to mend what is wrong."""

import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psycopg

from mingjian.runtime.addresses import Address, Addresses, from_environment
from mingjian.runtime.chromium import HOW_TO_GET, find_chromium
from mingjian.runtime.home import PROJECT, Home
from mingjian.runtime.problems import RuntimeProblem
from mingjian.runtime.roles import EXTENSIONS, ROLE_OPTIONS
from mingjian.runtime.server import Lease, open_server
from mingjian.runtime.state import read_state

OLDEST_PYTHON = (3, 11)
OLDEST_SERVER = 170_000
LEAST_DISK = 2 << 30
MOST_CLOCK_DIFFERENCE = 2.0
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)([^\\]*)", re.MULTILINE)
UNREACHED = "The database was not reached, so this could not be seen."


@dataclass(frozen=True)
class Answer:
    """`state`: right, wrong, or note (missing, but only something optional needs it). `mend` is empty when right."""

    name: str
    state: str
    found: str
    mend: str = ""


def right(name: str, found: str) -> Answer:
    """All is as it must be."""
    return Answer(name, "right", found)


def wrong(name: str, found: str, mend: str) -> Answer:
    """Something must be mended, and how."""
    return Answer(name, "wrong", found, mend)


def python() -> Answer:
    """The interpreter's version."""
    found = f"Python {sys.version.split()[0]}"
    if sys.version_info < OLDEST_PYTHON:
        return wrong("python", found, "Install Python 3.11 or later, then: make clean demo")
    return right("python", found)


def requirements() -> Answer:
    """The installed packages against the lock of a checkout."""
    lock = PROJECT / "requirements" / "run.txt"
    if not lock.is_file():
        return right("requirements", "Installed as a package; there is no lock file to compare with.")
    differing = []
    for name, wanted, condition in PINNED.findall(lock.read_text(encoding="utf-8")):
        installed = _installed(name)
        # A package with a condition (`; platform_system …`) may be absent here by right.
        if installed != wanted and not (installed is None and ";" in condition):
            differing.append(f"{name} {installed or 'missing'} instead of {wanted}")
    if differing:
        return wrong("requirements", "; ".join(differing) + ".", "Run: make env")
    return right("requirements", "The installed packages are those of requirements/run.txt.")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def home_permissions(home: Home) -> Answer:
    """Who else may read the secrets."""
    open_to_others = [
        str(path)
        for path in [home.keys, *sorted(home.keys.glob("*"))]
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    if open_to_others:
        return wrong("home", f"Others may read {', '.join(open_to_others)}.", f"Run: chmod -R go-rwx {home.keys}")
    if not os.access(home.folder, os.W_OK):
        return wrong("home", f"{home.folder} is not writable.", "Give it to the user who runs mingjian.")
    return right("home", f"{home.folder}; its keys are readable by their owner only.")


def disk(home: Home) -> Answer:
    """Free space where the data lies."""
    state = read_state(home.state)
    place = Path(state.data) if state and Path(state.data).exists() and from_environment() is None else home.folder
    free = shutil.disk_usage(place).free
    found = f"{free / (1 << 30):.1f} GiB are free at {place}."
    if free < LEAST_DISK:
        return wrong("disk", found, "Free at least 2 GiB, or move the data home with MINGJIAN_HOME.")
    return right("disk", found)


def server(home: Home) -> tuple[Answer, Lease | None]:
    """Whether a server answers: the outside one, the running embedded one, or one started for this."""
    try:
        lease = open_server(home)
    except RuntimeProblem as problem:
        return wrong("server", str(problem), f"See {home.log}; then: mingjian database start"), None
    try:
        with psycopg.connect(lease.addresses.desk.url, connect_timeout=10) as connection:
            number = connection.info.server_version
    except psycopg.OperationalError as error:
        lease.close()
        reason = str(error).strip().splitlines()[-1]
        return wrong("server", f"The database does not answer: {reason}", _mend_server(lease.embedded)), None
    found = f"PostgreSQL {number // 10_000}.{number % 10_000} answers ({_whose(home, lease)})."
    if number < OLDEST_SERVER:
        lease.close()
        return wrong("server", found, "Use PostgreSQL 17 or later."), None
    return right("server", found), lease


def _whose(home: Home, lease: Lease) -> str:
    state = read_state(home.state)
    if not lease.embedded or state is None:
        return "your own server, by its URLs"
    return f"embedded, kept by process {state.keeper}"


def _mend_server(embedded: bool) -> str:
    if embedded:
        return "Run: mingjian database stop, then mingjian database start"
    return "Check the three URLs and that the server runs; prepare it with the SQL of: mingjian database roles"


def roles(addresses: Addresses) -> Answer:
    """Each of the three roles can sign in, and none of them is a superuser."""
    troubles = []
    for address in (addresses.owner, addresses.desk, addresses.portal):
        trouble = _trouble_with(address)
        if trouble:
            troubles.append(trouble)
    if troubles:
        return wrong("roles", " ".join(troubles), "Prepare the server with the SQL of: mingjian database roles")
    return right("roles", f"{', '.join(ROLE_OPTIONS)} sign in; none is a superuser.")


def _trouble_with(address: Address) -> str:
    try:
        with psycopg.connect(address.url, connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        return f"{address.user} cannot sign in."
    return f"{address.user} is a superuser." if row and row[0] else ""


def extensions(addresses: Addresses) -> Answer:
    """The extensions that the tables use."""
    with psycopg.connect(addresses.desk.url) as connection:
        present = {str(row[0]) for row in connection.execute("SELECT extname FROM pg_extension")}
    missing = [name for name in EXTENSIONS if name not in present]
    if missing:
        mend = "Run as the database's owner: " + " ".join(f"CREATE EXTENSION {name};" for name in missing)
        return wrong("extensions", f"Missing: {', '.join(missing)}.", mend)
    return right("extensions", f"{', '.join(EXTENSIONS)} are there.")


def clock(addresses: Addresses) -> Answer:
    """Deadlines and sessions are counted by both clocks."""
    with psycopg.connect(addresses.desk.url) as connection:
        row = connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
    difference = abs(time.time() - float(str(row[0]))) if row else 0.0
    found = f"This machine's clock and the database's differ by {difference:.1f} s."
    if difference > MOST_CLOCK_DIFFERENCE:
        return wrong("clock", found, "Set both machines' clocks by the same time server.")
    return right("clock", found)


def catalogues() -> Answer:
    """Every catalogue of translations is compiled, and not before its last change."""
    stale = []
    for source in sorted((PROJECT / "mingjian").glob("*/locale/*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime:
            stale.append(source.parts[-5])
    if stale:
        mend = "Run: python -m tools.catalogue compile"
        return wrong("catalogues", f"Not compiled since they changed: {', '.join(stale)}.", mend)
    return right("catalogues", "The translations are compiled.")


def chromium() -> Answer:
    """Only the browser tests need it."""
    try:
        found = find_chromium()
    except RuntimeProblem as problem:
        return wrong("chromium", str(problem), HOW_TO_GET)
    if found is None:
        return Answer("chromium", "note", "No Chromium was found; only the browser tests need it.", HOW_TO_GET)
    return right("chromium", f"{found} (for the browser tests).")


def examine(home: Home) -> Iterator[tuple[Answer, Lease | None]]:
    """Every answer that needs no Django, in order; the server's comes with its lease, for the caller to close."""
    yield python(), None
    yield requirements(), None
    yield home_permissions(home), None
    yield disk(home), None
    answer, lease = server(home)
    yield answer, lease
    looks: dict[str, Callable[[Addresses], Answer]] = {"roles": roles, "extensions": extensions, "clock": clock}
    for name, look in looks.items():
        yield (look(lease.addresses) if lease else Answer(name, "note", UNREACHED)), None
    yield catalogues(), None
    yield chromium(), None
