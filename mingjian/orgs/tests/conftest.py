"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from mingjian.orgs.tests.ground import Ground, prepare


@pytest.fixture
def ground(db: None) -> Ground:
    return prepare()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield
