"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from mingjian.people.tests.ground import People, prepare
from mingjian.rounds.tests.ground import Plan
from mingjian.rounds.tests.ground import plan as lay


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def people(db: None) -> People:
    return prepare()


@pytest.fixture
def plan(people: People) -> Plan:
    return lay(people)
