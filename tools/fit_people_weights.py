"""Fit the weights by which persons are matched, with Splink on DuckDB. Offline: the product needs neither.

``python -m tools.fit_people_weights`` prints what it finds, ``--write`` puts it into ``weights.toml``. It needs the
packages of ``requirements/fit.txt``. The persons are those of the bench, each named by two to four sources that leave
out, shorten and misspell (``mingjian/bench/people/sources.py``): the weights are those of invented data until they are
fitted on a register. ``u`` is counted on random pairs, ``m`` estimated by expectation maximisation from the pairs that
share a name, and from those that share birth and native place for the name itself. Levels with ``set = true`` stay.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from mingjian.bench.people.sources import mentions
from mingjian.people.matching.comparable import Comparable, comparable
from mingjian.people.matching.model import Comparison, Model, shipped

WEIGHTS = Path(__file__).parent.parent / "mingjian/people/matching/weights.toml"
PERSONS = 12_000
RANDOM_PAIRS = 2e7
SMALLEST = 1e-6
SEED = 29


def in_duckdb(condition: str) -> str:
    """A condition of ``weights.toml`` as Splink writes it: the columns of both rows in one."""
    text = re.sub(r"\b([ab])\.(\w+)", lambda found: f"{found[2]}_{'l' if found[1] == 'a' else 'r'}", condition)
    text = re.sub(r"(\w+_[lr]) && (\w+_[lr])", r"list_has_any(\1, \2)", text)
    return text.replace("cardinality(", "len(")


def comparison_for(comparison: Comparison) -> dict[str, Any]:
    """A comparison as Splink reads it; not known is its null level, the last one takes what is left."""
    levels: list[dict[str, Any]] = []
    if comparison.known != "true":
        levels.append({"sql_condition": f"({in_duckdb(comparison.known)}) IS NOT TRUE", "is_null_level": True})
    for level in comparison.levels:
        condition = "ELSE" if level.when == "true" else in_duckdb(level.when)
        levels.append({"sql_condition": condition, "label_for_charts": level.name})
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def fit(model: Model, rows: list[Comparable]) -> dict[tuple[str, str], tuple[float, float]]:
    """m and u of each level that is not set by hand."""
    # Not at the top: without requirements/fit.txt the rest is still checked and tested.
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator

    columns = {name: [getattr(row, name) for row in rows] for name in Comparable._fields if name != "blocks"}
    connection = duckdb.connect()
    connection.register("arrow_rows", pa.table(columns))
    connection.execute("CREATE TABLE mentions AS SELECT * FROM arrow_rows")
    fitted = [each for each in model.comparisons if not all(level.by_hand for level in each.levels)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[comparison_for(each) for each in fitted],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=1 / PERSONS,
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(connection).register("mentions"), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED, min_count_per_level=None)
    for rule in (
        "l.name_key = r.name_key AND l.name_key <> ''",
        "l.birth_lower = r.birth_lower AND l.native_code = r.native_code",
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return _trained(linker.misc.save_model_to_json(), fitted)


def _trained(saved: dict[str, Any], fitted: list[Comparison]) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for comparison, trained in zip(fitted, saved["comparisons"], strict=True):
        levels = [each for each in trained["comparison_levels"] if not each.get("is_null_level")]
        for level, each in zip(comparison.levels, levels, strict=True):
            m, u = each.get("m_probability"), each.get("u_probability")
            if not level.by_hand and m is not None and u is not None:
                found[comparison.name, level.name] = (max(float(m), SMALLEST), max(float(u), SMALLEST))
    return found


def written(text: str, found: dict[tuple[str, str], tuple[float, float]]) -> str:
    """The text of ``weights.toml`` with the numbers put in their places."""
    comparison = level = ""
    in_level = False
    lines = []
    for line in text.splitlines():
        if line.startswith("[["):
            in_level = line == "[[comparison.level]]"
        if name := re.fullmatch(r'name = "(\w+)"', line):
            comparison, level = (comparison, name[1]) if in_level else (name[1], "")
        numbers = found.get((comparison, level))
        if numbers and (letter := re.match("([mu]) = ", line)):
            line = f"{letter[1]} = {numbers['mu'.index(letter[1])]:.3g}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found = fit(shipped(), [comparable(each) for _person, each in mentions(asked.persons, SEED)])
    for (comparison, level), (m, u) in found.items():
        print(f"{comparison:10} {level:14} m {m:10.3g}  u {u:10.3g}")
    if asked.write:
        WEIGHTS.write_text(written(WEIGHTS.read_text(encoding="utf-8"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
