"""The story is loaded once for all journeys; each file works on a copy of it, served as `mingjian demo` serves it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from mingjian.demo.load import load
from mingjian.demo.numbers import TODAY
from mingjian.runtime.server import Lease
from tests.harness.database import Database, clone
from tests.harness.desk import Desk, serve

# The smallest province that has three counties, so that one has a sibling, and the story with all its numbers.
SCALE = 0.02
# Two busy cores may keep a page waiting; a journey that works is not slower for it.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def told_database(server: Lease, template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """The small province, loaded through the real actions. Nobody is connected to it, so that it can be copied."""
    before = getattr(settings, "DEMO_TODAY", None)
    with clone(server, template_database, django_db_blocker) as database:
        settings.DEMO_TODAY = TODAY
        try:
            with database.django():
                load(lambda _stage: None, scale=SCALE)
        finally:
            settings.DEMO_TODAY = before
        yield database


@pytest.fixture(scope="module")
def module_database(server: Lease, told_database: Database, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A copy of the province for one file; what its journeys write stays until its end."""
    with clone(server, told_database.name, django_db_blocker) as database:
        yield database


@pytest.fixture(scope="module")
def live_desk(module_database: Database) -> Iterator[Desk]:
    """The desk on the demo's day, with its mark on each page."""
    with serve(module_database, MINGJIAN_DEMO="1") as desk:
        yield desk
