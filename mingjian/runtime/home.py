"""The data home: one folder that holds the keys, the logs and, for the embedded server, its data."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingjian.runtime.environment import refuse, text

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    """Where things lie. `folder` is absolute; nothing is created by reading these properties."""

    folder: Path

    @property
    def keys(self) -> Path:
        """Secrets, mode 0700; every file in it 0600."""
        return self.folder / "keys"

    @property
    def log(self) -> Path:
        """Logs of the embedded server and of its keeper."""
        return self.folder / "log"

    @property
    def lock(self) -> Path:
        """Held by the one process that owns the embedded server, for as long as it lives."""
        return self.folder / "owner.lock"

    @property
    def state(self) -> Path:
        """JSON about the running server: see `mingjian.runtime.state`."""
        return self.folder / "server.json"

    @property
    def static(self) -> Path:
        """Collected static files."""
        return self.folder / "static"

    @property
    def demo(self) -> Path:
        """Exists once invented data was loaded; from then on every page says so."""
        return self.folder / "demo"

    @property
    def mark(self) -> str:
        """Twelve hexadecimal digits that name this home in folders shared with other homes."""
        return hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]

    def prepare(self) -> None:
        """Create the folder. Others may pass through it when the server runs as its own user, but not list it."""
        passable = 0o711 if os.geteuid() == 0 else 0o700
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(passable)
        for private in (self.keys, self.log):
            private.mkdir(mode=0o700, exist_ok=True)
        self.static.mkdir(mode=0o755, exist_ok=True)


def find_home(environ: Mapping[str, str] = os.environ) -> Home:
    """`MINGJIAN_HOME`, else `.mingjian` beside the project in a checkout, else the user's data folder."""
    chosen = text("MINGJIAN_HOME", "", environ)
    if chosen:
        folder = Path(chosen).expanduser()
        if not folder.is_absolute():
            raise refuse("MINGJIAN_HOME", chosen, "an absolute path of a folder")
        if folder.exists() and not folder.is_dir():
            raise refuse("MINGJIAN_HOME", chosen, "a folder; this is a file")
        return Home(folder)
    if (PROJECT / "pyproject.toml").is_file():
        return Home(PROJECT / ".mingjian")
    data = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Home(Path(data) / "mingjian")
