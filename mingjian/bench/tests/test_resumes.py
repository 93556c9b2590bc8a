"""The figures of reading résumés: what counts as right, on labels of an invented table and on invented careers."""

import csv
import json
from pathlib import Path

import pytest

from mingjian.bench.people import resumes
from mingjian.bench.people.resume_scores import digest_for, held_of, line_key, score
from mingjian.lib.resumes import read_resume

TEXT = "2012.03--2012.06 云岭省青山市委副书记、代市长"


def label(*rows: tuple[str | None, str | None, list[str], str]) -> dict[str, object]:
    digest = digest_for(TEXT)
    return {
        line_key(TEXT): [
            [start, end, [digest(name) for name in names], digest(post)] for start, end, names, post in rows
        ]
    }


def scored(*rows: tuple[str | None, str | None, list[str], str]) -> tuple[int, int, int]:
    labels = {key: held_of(held) for key, held in json.loads(json.dumps(label(*rows))).items()}
    found = score(read_resume(TEXT).lines, labels)
    return found.lines, found.dates, found.posts


RIGHT = ("2012-03", "2012-06", ["云岭省青山市委"], "副书记")
MAYOR = ("2012-03", "2012-06", ["青山市政府", "云岭省青山市"], "代市长")


def test_a_line_is_right_when_all_its_tenures_are() -> None:
    assert scored(RIGHT, MAYOR) == (1, 1, 1)
    assert scored(RIGHT) == (1, 1, 0)
    assert scored(RIGHT, ("2012-03", "2012-07", MAYOR[2], MAYOR[3])) == (1, 0, 1)
    assert scored(RIGHT, ("2012-03", "2012-06", ["白水市政府"], "代市长")) == (1, 1, 0)


def test_a_line_that_is_not_found_is_wrong() -> None:
    found = score(read_resume("1990.01-1991.01 云岭县水务局科员").lines, {line_key(TEXT): []})
    assert (found.lines, found.dates, found.posts) == (1, 0, 0)


def test_invented_careers_are_the_same_at_every_run_and_well_read() -> None:
    figures = {figure.name: figure.value for figure in resumes.figures()}
    assert figures["resume_dates"] == figures["resume_dates_generated"]
    assert figures["resume_dates_generated"] >= 0.97
    assert figures["resume_posts_generated"] >= 0.93
    assert resumes.generated(34) == resumes.generated(34)


def test_a_table_named_in_the_environment_is_measured_with_the_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, labels = tmp_path / "table.csv", tmp_path / "labels.json"
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([["id", "resume"], ["2", TEXT], ["3", "not asked about"]])
    labels.write_text(json.dumps({"resumes": {"2": label(RIGHT, MAYOR)}}), encoding="utf-8")
    monkeypatch.setattr(resumes, "LABELS", labels)
    monkeypatch.setenv(resumes.VARIABLE, str(table))
    figures = {figure.name: figure.value for figure in resumes.figures()}
    assert (figures["resume_dates"], figures["resume_posts"]) == (1, 1)


def test_the_labels_hold_digests_and_times_only() -> None:
    held = [
        rows
        for lines in json.loads(resumes.LABELS.read_text(encoding="utf-8"))["resumes"].values()
        for rows in lines.values()
    ]
    assert len(held) == 340
    for _start, _end, names, post in (row for rows in held for row in rows):
        assert all(set(word) <= set("0123456789abcdef") for word in [*names, post])
