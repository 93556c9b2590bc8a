"""A database of a bench's own: made by the owner, migrated, worked on as the desk, dropped afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from mingjian.runtime.addresses import Address, Addresses
from mingjian.runtime.roles import INSIDE, prepare_extensions

ALIASES = ("default", "owner")
# How often, and how many seconds apart, a database is tried to be dropped.
TURNS, WAIT = 40, 0.5
LOCALE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"


@contextmanager
def scratch() -> Iterator[Addresses]:
    """Inside, Django's aliases work on an empty, migrated database; nothing of the real one is touched."""
    name = f"mingjian_bench_{os.getpid()}"
    addresses: Addresses = settings.ADDRESSES
    identifier = sql.Identifier(name)
    with _as_owner(addresses.owner) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
        connection.execute(sql.SQL("CREATE DATABASE {} " + LOCALE).format(identifier))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(identifier))
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO mingjian_desk").format(identifier))
    before = {alias: dict(connections[alias].settings_dict) for alias in ALIASES}
    try:
        with _as_owner(addresses.at(name).owner) as connection:
            prepare_extensions(connection)
            connection.execute(INSIDE)
        _point_at(addresses.at(name))
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        yield addresses.at(name)
    finally:
        for alias in ALIASES:
            connections[alias].close()
            connections[alias].settings_dict.update(before[alias])
        with _as_owner(addresses.owner) as connection:
            drop(connection, name)


def drop(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Drop a database whoever is connected; the server's own cleaner, which an owner cannot send away, is awaited."""
    for turn in range(TURNS):
        try:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            if turn + 1 == TURNS:
                raise
            sleep(WAIT)
        else:
            return


def _point_at(addresses: Addresses) -> None:
    for alias, address in zip(ALIASES, (addresses.desk, addresses.owner), strict=True):
        connections[alias].close()
        connections[alias].settings_dict.update(NAME=address.database)


@contextmanager
def _as_owner(address: Address) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    with psycopg.connect(address.url, autocommit=True) as connection:
        yield connection
