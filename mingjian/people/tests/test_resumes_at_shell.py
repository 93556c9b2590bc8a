"""`mingjian people parse-resume`: what it prints, and what it says of files in which there is no résumé."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingjian.cli import people as cli

TEXT = "1983年7月，任云岭县水务局科员；\n1986年5月至今，任云岭县水务局局长，某种怪话"


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli.command, ["parse-resume", *words], input=given.encode())


def test_it_prints_one_object_with_lines_and_counts() -> None:
    answer = run("-", "--json", given=TEXT)
    found = json.loads(answer.output)
    first, second = found["resumes"][0]["lines"]
    assert (first["start"], first["end"], first["end_implied"], first["implied_end"]) == (
        "1983-07",
        None,
        True,
        "1986-05",
    )
    assert second["tenures"][0] | {"rank": None} == {
        "start": "1986-05",
        "end": None,
        "organisation": "云岭县水务局",
        "organisation_full": "云岭县水务局",
        "post": "局长",
        "rank": None,
        "chief": True,
        "acting": False,
        "concurrent": False,
        "note": "",
    }
    assert second["not_understood"] == ["某种怪话"]
    counts = found["counts"]
    assert (counts["resumes"], counts["lines"], counts["post"], counts["tenures"], counts["not_understood"]) == (
        1,
        2,
        2,
        2,
        1,
    )


def test_it_prints_a_readable_table(tmp_path: Path) -> None:
    file = tmp_path / "resumes.csv"
    file.write_text(f'编号,姓名,简历\n7,赵一,"{TEXT}"\n', encoding="gb18030")
    answer = run(str(file))
    assert answer.exit_code == 0
    assert "# 7 赵一" in answer.output
    assert "云岭县水务局 | 局长  rank 9 chief" in answer.output
    assert "? 某种怪话" in answer.output


@pytest.mark.parametrize(("language", "words"), [("en", "There is no file"), ("zh-hans", "找不到文件")])
def test_a_missing_file_is_said_in_the_language_asked_for(tmp_path: Path, language: str, words: str) -> None:
    answer = run(str(tmp_path / "nothing.txt"), "--language", language)
    assert answer.exit_code == 1
    assert words in answer.output


def test_a_table_without_the_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("姓名,职务\n赵一,局长\n", encoding="utf-8")
    answer = run(str(file), "--language", "en")
    assert answer.exit_code == 1
    assert "姓名, 职务" in answer.output
