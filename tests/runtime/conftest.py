"""A data home of the test's own, and a look at the processes that stand on it."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingjian.runtime.cluster import processes_in
from mingjian.runtime.home import Home
from mingjian.runtime.state import State, read_state


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether it became true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return true()


def lives(process: int) -> bool:
    """Whether a process exists and is not merely waiting to be reaped."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def servers_of(home: Home) -> list[int]:
    """The server and its children."""
    return processes_in(home.folder / "data")


def state_of(home: Home) -> State:
    """What is written about the running server."""
    state = read_state(home.state)
    assert state is not None
    return state


@pytest.fixture
def own_home() -> Iterator[Home]:
    """An empty home outside pytest's own temporary folder, which nobody but its owner may pass through."""
    home = Home(Path(tempfile.mkdtemp(prefix="mingjian-test-")))
    home.folder.chmod(0o711)
    yield home
    assert wait_until(lambda: not servers_of(home)), "the test left a server behind"
    shutil.rmtree(home.folder)


@pytest.fixture
def clean_environ(own_home: Home) -> dict[str, str]:
    """For subprocesses: this home, its embedded server, nothing inherited of our own variables."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MINGJIAN_")}
    return {**ours, "MINGJIAN_HOME": str(own_home.folder)}
