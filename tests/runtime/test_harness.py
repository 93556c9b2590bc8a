"""What every other test relies on."""

import socket

import pytest
from django.db import connection, connections

from tests.harness.database import Database
from tests.harness.network import NetworkUsed


@pytest.mark.django_db
def test_it_connects_as_the_desk_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("mingjian_desk", False)


@pytest.mark.django_db(databases=["default", "owner"])
def test_it_reaches_the_same_clone_as_owner() -> None:
    names = []
    for alias in ("default", "owner"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_database(), current_user")
            names.append(cursor.fetchone())
    assert names[0][0] == names[1][0]
    assert names[1][1] == "mingjian_owner"


@pytest.mark.django_db
def test_it_sees_trigrams_of_chinese_text() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('巡视组')), 'a.b'::ltree <@ 'a'::ltree")
        assert cursor.fetchone() == (4, True)


def test_it_gives_a_database_whose_rows_are_committed(fresh_database: Database) -> None:
    with fresh_database.connect("owner") as first:
        first.execute("CREATE TABLE kept (id int)")
    with fresh_database.connect("desk") as second:
        second.execute("INSERT INTO kept VALUES (1)")
    with fresh_database.connect("desk") as third:
        assert third.execute("SELECT id FROM kept").fetchall() == [(1,)]


def test_it_points_django_at_a_fresh_database(fresh_database: Database) -> None:
    with fresh_database.django(), connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == (fresh_database.name,)


def test_it_refuses_to_leave_the_machine() -> None:
    with socket.socket() as probe, pytest.raises(NetworkUsed, match=r"192\.0\.2\.1"):
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkUsed, match="example"):
        socket.getaddrinfo("example.org", 443)
