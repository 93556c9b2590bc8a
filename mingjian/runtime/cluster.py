"""The embedded server's data folder: made once, configured at each start, freed of what a dead server left."""

import os
import shutil
import signal
import time
from pathlib import Path

from mingjian.runtime.account import Account
from mingjian.runtime.keys import Keys
from mingjian.runtime.places import Places
from mingjian.runtime.problems import RuntimeProblem

BOOTSTRAP = "mingjian_bootstrap"

HOST_BASED_ACCESS = f"""\
# The superuser comes through the socket only; nobody comes without a password, nobody from another machine.
local  all          all                           scram-sha-256
host   all          {BOOTSTRAP}  all             reject
host   all          all          127.0.0.1/32     scram-sha-256
host   all          all          ::1/128          scram-sha-256
"""

# Statements and their values hold names of people: the server's log says that something failed, never on what.
CONFIGURATION = """\
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 100
client_connection_check_interval = 5s
shared_buffers = {shared_buffers}
work_mem = 32MB
maintenance_work_mem = {maintenance}
effective_cache_size = {cache}
random_page_cost = 1.1
jit = off
wal_compression = on
max_wal_size = {max_wal_size}
dynamic_shared_memory_type = {shared_memory_type}
timezone = 'UTC'
log_timezone = 'UTC'
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
log_line_prefix = '%m [%p] '
cluster_name = 'mingjian'
{durability}"""

NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
# With a C character type pg_trgm would find nothing in Chinese; the builtin locale needs no ICU.
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--no-instructions",
    "--data-checksums",
)
MEBIBYTE = 1 << 20


def make_cluster(places: Places, account: Account, keys: Keys) -> None:
    """`initdb` into a folder beside and rename: an interrupted first start leaves nothing half-made."""
    if (places.data / "PG_VERSION").is_file():
        return
    fresh = places.data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    account.give(fresh)
    password = places.sockets / "password"
    password.touch(mode=0o600)
    try:
        password.write_text(keys.bootstrap_password + "\n", encoding="ascii")
        account.give(password)
        command: list[str | Path] = [places.programs / "initdb", "-D", fresh, "-U", BOOTSTRAP, "--pwfile", password]
        answer = account.run([*command, *INITDB])
    finally:
        password.unlink()
    if answer.returncode != 0:
        raise RuntimeProblem(f"The database could not be created: {answer.stderr.strip() or answer.stdout.strip()}")
    fresh.rename(places.data)


def configure(places: Places, account: Account, port: int, *, durable: bool) -> None:
    """Write the two configuration files anew; what an administrator wants otherwise goes to `local.conf`."""
    _owned(places.data / "pg_hba.conf", HOST_BASED_ACCESS, account)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEBIBYTE
    space = shutil.disk_usage("/dev/shm").free // MEBIBYTE if Path("/dev/shm").is_dir() else 0  # noqa: S108
    values = CONFIGURATION.format(
        port=port,
        sockets=places.sockets,
        shared_buffers=f"{max(32, min(512 if durable else 128, memory // 8))}MB",
        maintenance=f"{max(64, min(512, memory // 16))}MB",
        cache=f"{max(128, min(4096, memory // 2))}MB",
        max_wal_size="4GB",
        # Containers often have 64 MiB of shared memory, too little for a parallel sort.
        shared_memory_type="posix" if space > 512 else "mmap",
        durability="" if durable else NOT_DURABLE,
    )
    _owned(places.data / "postgresql.conf", values + "include_if_exists = 'local.conf'\n", account)


def _owned(path: Path, content: str, account: Account) -> None:
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    account.give(path)


def settle(places: Places, *, patience: float = 20.0) -> None:
    """Wait for the processes of a server whose keeper died, then end them; free a reused process id.

    The caller holds the home's lock, so no other keeper lives. PostgreSQL itself takes care of everything else:
    it recovers from its log, and it refuses to start while an old process still has its shared memory.
    """
    started, asked = time.monotonic(), 0
    while left := processes_in(places.data):
        waited = time.monotonic() - started
        if asked == 0 and waited > patience / 4:
            asked = _tell(left, signal.SIGQUIT)
        if asked == 1 and waited > patience / 2:
            asked = 1 + _tell(left, signal.SIGKILL)
        if waited > patience:
            raise RuntimeProblem(f"An old database process still runs (process {left[0]}) and cannot be ended.")
        time.sleep(0.05)
    _free_reused_id(places.data / "postmaster.pid")
    # The socket's lock file holds a process id too. Nobody lives who could use the socket, and the folder is ours.
    for left_behind in places.sockets.glob(".s.PGSQL.*"):
        left_behind.unlink()


def _tell(processes: list[int], number: signal.Signals) -> int:
    for process in processes:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue
    return 1


def _free_reused_id(path: Path) -> None:
    """After a crash the id in `postmaster.pid` may belong to any other program, and PostgreSQL would refuse to start.

    No process of this data folder lives. The id is replaced by our own, which the server takes as stale because we
    are its parent; the file is not removed, because it also names the shared memory that the server must check.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return
    if lines:
        path.write_text("".join([f"{os.getpid()}\n", *lines[1:]]), encoding="utf-8")


def processes_in(data: Path) -> list[int]:
    """The processes whose working folder is the data folder: the server and all its children are there."""
    try:
        wanted = data.stat()
    except FileNotFoundError:
        return []
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            place = (entry / "cwd").stat()
        except OSError:
            continue
        if (place.st_dev, place.st_ino) == (wanted.st_dev, wanted.st_ino):
            found.append(int(entry.name))
    return sorted(found)
