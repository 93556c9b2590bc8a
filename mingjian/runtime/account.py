"""The operating-system account of the embedded server: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.runtime.problems import RuntimeProblem

DEDICATED = "mingjian"
FALLBACK = "nobody"


@dataclass(frozen=True)
class Account:
    """Who runs the server. `drop` is true when the keeper is root and its child must become somebody else."""

    name: str
    uid: int
    gid: int
    drop: bool

    def popen_arguments(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make the child this account, with no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.drop else {}

    def give(self, path: Path) -> None:
        """Make the account the owner of one file or folder."""
        if self.drop:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Whether the account can pass through all the parents of the folder and enter it."""
        if not self.drop:
            return os.access(folder, os.X_OK)
        return self.run(["/usr/bin/env", "test", "-x", f"{folder}/."]).returncode == 0

    def run(self, command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end as the account, in a bare environment; 126 when the account cannot reach it."""
        words = [str(part) for part in command]
        try:
            return subprocess.run(
                words,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                **self.popen_arguments(),
            )
        except OSError as error:
            return subprocess.CompletedProcess(words, 126, "", str(error))


def choose_account() -> Account:
    """Ourselves; for root the user `mingjian`, made as a system user when it can be, else `nobody`."""
    if os.geteuid() != 0:
        return Account(_own_name(), os.geteuid(), os.getegid(), drop=False)
    entry = _entry(DEDICATED)
    if entry is None and shutil.which("useradd"):
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
            + ["--shell", "/usr/sbin/nologin", "--user-group", DEDICATED],
            capture_output=True,
            check=False,
        )
        entry = _entry(DEDICATED)
    entry = entry or _entry(FALLBACK)
    if entry is None or entry.pw_uid == 0:
        raise RuntimeProblem(
            f"PostgreSQL does not run as root, and there is neither a user {DEDICATED} nor {FALLBACK}. "
            f"Make a system user {DEDICATED}, or start as an ordinary user."
        )
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, drop=True)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise RuntimeProblem(
            f"The user id {os.geteuid()} has no name on this machine, and PostgreSQL needs one. "
            "Give the user an entry in /etc/passwd, or use your own server through the three URLs."
        ) from None
