"""`mingjian people match`: any file with a name in it, pairs with their evidence and clusters out."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from mingjian.lib.errors import Invalid
from mingjian.people.matching.at_shell import match_file

pytestmark = pytest.mark.django_db
SHEET = """籍贯,姓名,编号,出生年月,性别,民族,单位,职务,任职起止,cluster
云南大理,王伟,甲,1970.03,男,汉族,大理市水利局,局长,2010.01-2014.05,1
云南省大理市,王　偉,乙,1970年3月,男,汉,云南省大理市水务局,党组书记、局长,2012.01至2013.05,2
云南宾川,王伟,丙,1975.08,男,汉族,宾川县教育局,局长,2010.01-2014.05,1
,,丁,1975.08,男,,,,,
,张某某,戊,很久以前,,,,,,
"""


def told(folder: Path, text: str, name: str = "mentions.csv") -> dict[str, Any]:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    with override("en"):
        return match_file(path)


def test_it_joins_what_is_one_and_says_why(tmp_path: Path) -> None:
    found = told(tmp_path, SHEET)
    assert (found["mentions"], found["clusters"]) == (4, [["甲", "乙"]])
    (pair,) = [each for each in found["pairs"] if each["decision"] == "join"]
    assert (pair["a"], pair["b"]) == ("甲", "乙")
    assert pair["probability"] > 0.99
    assert "Both held the same post at the same body at the same time." in pair["for"]
    assert pair["levels"]["birth"] == "month"
    assert found["counts"]["without_name"] == 1
    assert found["counts"]["not_understood"] == {"born": 1}
    assert json.loads(json.dumps(found)) == found


def test_it_takes_english_headings_and_leaves_the_answer_alone(tmp_path: Path) -> None:
    text = "truth,org,title,dob,full_name,id\n1,云岭县水务局,局长,1970-03,王伟,7\n2,云岭县水务局,局长,1970-03,王伟,8\n"
    found = told(tmp_path, text)
    assert found["clusters"] == [["7", "8"]]
    assert set(found["columns"]) == {"organisation", "post", "born", "name", "id"}


def test_all_pairs_that_were_compared_are_told_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(SHEET, encoding="utf-8")
    decisions = {(each["a"], each["b"]): each["decision"] for each in match_file(path, all_pairs=True)["pairs"]}
    assert decisions[("甲", "丙")] == decisions[("乙", "丙")] == "none"


def test_rows_without_an_id_are_called_by_their_number(tmp_path: Path) -> None:
    assert told(tmp_path, "姓名,身份证号\n王伟,\n王伟,\n")["mentions"] == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("编号,单位\n1,云岭县水务局\n2,云岭县教育局\n", "No column holds the name."),
        ("姓名,编号\n王伟,1\n赵敏,1\n", "The id 1 stands in rows 2 and 3."),
        ("姓名,编号\n,1\n,2\n", "No row holds a name."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        told(tmp_path, text)


def test_a_file_that_is_no_table_is_refused_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "nothing.csv"
    path.write_text("", encoding="utf-8")
    with override("zh-hans"), pytest.raises(Invalid, match="空"):
        match_file(path)
