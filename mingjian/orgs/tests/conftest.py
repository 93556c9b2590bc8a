"""Fixtures of this room."""

import pytest

from mingjian.orgs.tests.ground import Ground, prepare


@pytest.fixture
def ground(db: None) -> Ground:
    return prepare()
