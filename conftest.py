"""Fixtures for every test. What they do is in `tests/harness`."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from mingjian.runtime.chromium import HOW_TO_GET, find_chromium
from mingjian.runtime.server import Lease, open_server
from tests.harness.browser import open_page, start_chromium
from tests.harness.database import Database, clone, point_django_at, template
from tests.harness.desk import Desk, serve
from tests.harness.network import block_network

WITHOUT_BROWSER = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """No network; static files as they lie in the rooms, because unit tests collect none."""
    block_network()
    # In CI the same examples each time, so that a failure speaks of the change; elsewhere new ones are searched.
    hypothesis.settings.register_profile("ci", derandomize=True)
    if os.environ.get("CI"):
        hypothesis.settings.load_profile("ci")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    # Once Django is set up, which pytest-django has done by now.
    from tests.harness import signed_in

    signed_in.connect()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse what cannot be cleaned up after; set browser tests aside where there is no browser."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and mark.kwargs.get("transaction"):
            # The desk role may not truncate.
            raise pytest.UsageError(f"{item.nodeid}: use the fixture fresh_database instead of transaction=True")
    journeys = [item for item in items if item.get_closest_marker("browser")]
    if journeys and find_chromium() is None:
        config.stash[WITHOUT_BROWSER] = [item.nodeid for item in journeys]
        items[:] = [item for item in items if item not in journeys]
        config.hook.pytest_deselected(items=journeys)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the browser tests that did not run: nothing is left out in silence."""
    left_out = config.stash.get(WITHOUT_BROWSER, [])
    if left_out:
        terminalreporter.section("not run: no Chromium was found")
        for name in left_out:
            terminalreporter.line(f"  {name}")
        terminalreporter.line(f"To run them: {HOW_TO_GET} Then: make test")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Browser tests that did not run are a failure in CI; elsewhere a run of nothing else is not one."""
    if session.config.stash.get(WITHOUT_BROWSER, []):
        if os.environ.get("CI"):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        elif exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK


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
def django_db_setup(server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """This process's own clone; tests work on it as the desk role, each in a transaction that is rolled back."""
    with clone(server, template_database, django_db_blocker) as database:
        point_django_at(database.addresses)
        yield
        for alias in connections:
            connections[alias].close()


@pytest.fixture
def fresh_database(server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A database of the test's own, for tests that commit: subprocesses, threads, killing."""
    with clone(server, template_database, django_db_blocker) as database:
        yield database


@pytest.fixture(scope="module")
def module_database(server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A database that the tests of one module share; what they commit stays until its end."""
    with clone(server, template_database, django_db_blocker) as database:
        yield database


@pytest.fixture(scope="module")
def live_desk(module_database: Database) -> Iterator[Desk]:
    """The desk as `mingjian serve` runs it, on `module_database`."""
    with serve(module_database) as desk:
        yield desk


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys."""
    with start_chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, live_desk: Desk) -> Iterator[Page]:
    """A page at `live_desk` with cookies of its own; errors in its console fail the test."""
    with open_page(chromium, live_desk.url) as opened:
        yield opened
