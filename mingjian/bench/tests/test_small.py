"""Benches at a small size: that they run, name their figures as agreed, and find what a scan finds."""

from mingjian.bench import search
from mingjian.bench.result import Result
from tests.harness.database import Database

SPEED = {"name2_p95_ms", "name3_p95_ms", "common_p95_ms", "name_speedup", "recall"}


def figures(result: Result) -> dict[str, float]:
    return {figure.name: figure.value for figure in result.figures}


def test_search_finds_everything_and_names_its_figures(fresh_database: Database) -> None:
    with fresh_database.django():
        found = figures(search.run(0.001))
    assert set(found) == SPEED | {f"county_{name}" for name in SPEED}
    assert found["recall"] == found["county_recall"] == 1.0
