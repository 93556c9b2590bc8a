"""A template database, migrated once for each set of migrations, and clones of it."""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import django
import procrastinate
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from mingjian.bench.scratch import drop
from mingjian.runtime.addresses import Address, Addresses
from mingjian.runtime.home import PROJECT, find_home
from mingjian.runtime.roles import INSIDE, prepare_extensions
from mingjian.runtime.server import Lease

LOCALE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"


@dataclass(frozen=True)
class Database:
    """One clone, with committed data of its own."""

    addresses: Addresses
    blocker: DjangoDbBlocker

    @property
    def name(self) -> str:
        """Its name on the server."""
        return self.addresses.desk.database

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a subprocess that works on this database."""
        return {**os.environ, **self.addresses.environ()}

    def connect(self, role: str = "desk") -> "psycopg.Connection[tuple[object, ...]]":
        """A plain connection as owner, desk or portal; the caller closes it."""
        address: Address = getattr(self.addresses, role)
        return psycopg.connect(address.url)

    @contextmanager
    def django(self) -> Iterator[None]:
        """Django's two aliases work on this database inside, in every thread; what is written is committed."""
        before = {alias: dict(connections.databases[alias]) for alias in ("default", "owner")}
        addresses_before = settings.ADDRESSES
        point_django_at(self.addresses)
        settings.ADDRESSES = self.addresses
        try:
            with self.blocker.unblock():
                yield
        finally:
            settings.ADDRESSES = addresses_before
            for alias, former in before.items():
                connections[alias].close()
                connections.databases[alias].update(former)


def point_django_at(addresses: Addresses) -> None:
    """Send the aliases `default` (desk) and `owner` to one database, in place, for all threads' next connection."""
    for alias, address in (("default", addresses.desk), ("owner", addresses.owner)):
        connections[alias].close()
        connections.databases[alias].update(
            NAME=address.database,
            USER=address.user,
            PASSWORD=address.password,
            HOST=address.host,
            PORT=str(address.port),
        )


@contextmanager
def as_owner(addresses: Addresses) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection that may make and drop databases."""
    with psycopg.connect(addresses.owner.url, autocommit=True) as connection:
        yield connection


def migrations_mark() -> str:
    """Twelve hexadecimal digits over everything that shapes the template."""
    digest = hashlib.sha256(INSIDE.encode())
    digest.update(f"{django.VERSION} {procrastinate.__version__}".encode())
    for path in sorted((PROJECT / "mingjian").glob("*/migrations/**/*")):
        if path.suffix in (".py", ".sql"):
            digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def template(lease: Lease) -> str:
    """The name of the migrated template, building it when no test run has built it yet."""
    name = f"test_template_{migrations_mark()}"
    lock = os.open(find_home().folder / "template.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with as_owner(lease.addresses) as connection:
            present = {str(row[0]) for row in connection.execute("SELECT datname FROM pg_database")}
            _drop_left_behind(connection, present, name)
            if name not in present:
                _build(connection, lease.addresses, name)
    finally:
        os.close(lock)
    return name


def _build(connection: "psycopg.Connection[tuple[object, ...]]", addresses: Addresses, name: str) -> None:
    """Build under another name and rename, so that an interrupted run leaves no half-made template."""
    draft = f"test_{os.getpid()}_draft"
    connection.execute(sql.SQL("CREATE DATABASE {} " + LOCALE).format(sql.Identifier(draft)))
    with psycopg.connect(addresses.owner.at(draft).url, autocommit=True) as inside:
        prepare_extensions(inside)
        inside.execute(INSIDE)
    point_django_at(addresses.at(draft))
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    for alias in ("default", "owner"):
        connections[alias].close()
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _drop_left_behind(connection: "psycopg.Connection[tuple[object, ...]]", present: set[str], current: str) -> None:
    """Clones of runs that are dead, and templates of migrations that changed."""
    for name in present:
        kind, _, rest = name.partition("_")
        if kind != "test" or name == current:
            continue
        owner = rest.partition("_")[0]
        if not (owner.isdigit() and Path(f"/proc/{owner}").exists()):
            # Another run may be cloning it at this moment; then it stays until the next run.
            with suppress(psycopg.errors.ObjectInUse):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@contextmanager
def clone(lease: Lease, source: str, blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A new database with the template's tables, dropped afterwards whoever is still connected."""
    name = f"test_{os.getpid()}_{secrets.token_hex(4)}"
    with as_owner(lease.addresses) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    try:
        yield Database(lease.addresses.at(name), blocker)
    finally:
        with as_owner(lease.addresses) as connection:
            drop(connection, name)
