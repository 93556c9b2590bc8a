"""Fixtures for every test. What they do is in `tests/harness`."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from mingjian.runtime.server import Lease, open_server
from tests.harness.database import Database, clone, point_django_at, template
from tests.harness.network import block_network


def pytest_configure(config: pytest.Config) -> None:
    """No network; static files as they lie in the rooms, because unit tests collect none."""
    block_network()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that commits uses `fresh_database`: the desk role may not truncate, so nothing could clean up after it."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and mark.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: use the fixture fresh_database instead of transaction=True"
            )


@pytest.fixture(scope="session")
def server() -> Iterator[Lease]:
    """The server of this test run: the one that the three URLs name, else the embedded one of the tests' home."""
    with open_server(durable=False) as lease:
        yield lease


@pytest.fixture(scope="session")
def template_database(server: Lease, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of the migrated database that clones are made of."""
    with django_db_blocker.unblock():
        return template(server)


@pytest.fixture(scope="session")
def django_db_setup(
    server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """This process's own clone; tests work on it as the desk role, each in a transaction that is rolled back."""
    with clone(server, template_database, django_db_blocker) as database:
        point_django_at(database.addresses)
        yield
        for alias in connections:
            connections[alias].close()


@pytest.fixture
def fresh_database(
    server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """A database of the test's own, for tests that commit: subprocesses, threads, killing."""
    with clone(server, template_database, django_db_blocker) as database:
        yield database
