"""Fixtures of this room."""

import pytest

from mingjian.people.tests.ground import People, prepare


@pytest.fixture
def people(db: None) -> People:
    return prepare()
