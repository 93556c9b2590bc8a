"""The bench of the record at a small size: that it runs and names its figures."""

from mingjian.bench import record
from tests.harness.database import Database

QUESTIONS = {"latest", "user", "row", "verb", "day", "user_day", "for", "deep"}


def test_it_asks_every_question_as_everybody_s_reader_and_as_a_county_s(fresh_database: Database) -> None:
    with fresh_database.django():
        result = record.run(0.002)
    expected = {f"{prefix}{name}_p95_ms" for name in QUESTIONS for prefix in ("", "county_")}
    assert {figure.name for figure in result.figures} == expected | {"bulk_week_p95_ms"}
    assert all(figure.value > 0 for figure in result.figures)
