"""What is written down about the running embedded server, for the processes that attach to it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from mingjian.runtime.addresses import DATABASE, Address, Addresses
from mingjian.runtime.home import Home
from mingjian.runtime.keys import Keys


@dataclass(frozen=True)
class State:
    """`keeper` and `server` are process ids; `sockets` the folder of the server's Unix socket;
    `door` the path of the keeper's own socket; `data` the data folder. The port is kept from start to start."""

    keeper: int
    server: int
    port: int
    sockets: str
    door: str
    data: str
    version: str

    def write(self, path: Path) -> None:
        """Write beside and rename: a reader sees the old state or the new one, never half of it."""
        beside = path.with_name(path.name + ".new")
        beside.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        beside.rename(path)


def read_state(path: Path) -> State | None:
    """The last written state, or None. That it is written does not mean that the server still runs."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def bootstrap_address(state: State, keys: Keys, database: str = DATABASE) -> Address:
    """The superuser's address: only the runtime uses it, only through the socket."""
    return Address("mingjian_bootstrap", keys.bootstrap_password, state.sockets, state.port, database)


def embedded_addresses(state: State, keys: Keys) -> Addresses:
    """The three roles' addresses at the embedded server, through its socket."""
    return Addresses(
        owner=Address("mingjian_owner", keys.owner_password, state.sockets, state.port, DATABASE),
        desk=Address("mingjian_desk", keys.desk_password, state.sockets, state.port, DATABASE),
        portal=Address("mingjian_portal", keys.portal_password, state.sockets, state.port, DATABASE),
    )


def last_addresses(home: Home, keys: Keys) -> Addresses:
    """Where the embedded server is, or was last, or (before its first start) nowhere that answers."""
    state = read_state(home.state) or State(0, 0, 1, "/nonexistent", "", "", "")
    return embedded_addresses(state, keys)
