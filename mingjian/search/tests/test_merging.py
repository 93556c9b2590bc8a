"""A large batch has its entries merged into the index beside its own work: nothing waits, nothing is missing."""

import logging

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from mingjian.search import index, merging
from mingjian.search.tests.ground import document


def waiting_pages() -> int:
    """How many pages of the pending list a merge finds now."""
    with connection.cursor() as cursor:
        cursor.execute(merging.MERGE)
        return int(cursor.fetchone()[0])


def found(lexeme: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_document WHERE lexemes @@ %s::tsquery", [lexeme])
        return int(cursor.fetchone()[0])


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LARGE", 30)
    monkeypatch.setattr(index, "PIECE", 40)
    monkeypatch.setattr(index, "BATCH", 10)


@pytest.mark.usefixtures("db", "small_pieces")
def test_nothing_waits_after_the_commit_and_everything_is_found(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert index.add(document(f"违规发放津贴{at}") for at in range(1, 101)) == 100
    assert waiting_pages() == 0
    assert found("'津贴'") == 100


@pytest.mark.usefixtures("db", "small_pieces")
def test_a_merge_that_fails_loses_nothing_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(**_address: object) -> None:
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(psycopg, "connect", refuse)
    with caplog.at_level(logging.WARNING, "mingjian.search"), django_capture_on_commit_callbacks(execute=True):
        index.add(document(f"违规发放津贴{at}") for at in range(1, 101))
    assert "not merged" in caplog.text
    assert found("'津贴'") == 100
    assert waiting_pages() > 0
