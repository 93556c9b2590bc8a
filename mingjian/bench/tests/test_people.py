"""The bench of persons at a small size: that it runs, names its figures, and holds what must hold at any size."""

from mingjian.bench import people
from tests.harness.database import Database

NAMED = {
    "namesake_false_join",
    "name_only_join",
    "variant_recall",
    "variant_joined",
    "name2_candidates",
    "match_all_s",
    "match_one_p95_ms",
}


def test_it_measures_what_is_joined_and_how_fast(fresh_database: Database) -> None:
    with fresh_database.django():
        found = {figure.name: figure.value for figure in people.run(0.001).figures}
    assert found.keys() >= NAMED
    assert found["name_only_join"] == 0
    assert found["name2_candidates"] == 1
    assert found["namesake_false_join"] <= 0.05
    assert found["variant_joined"] >= 0.85
    assert found["register_false_join"] <= 0.01
