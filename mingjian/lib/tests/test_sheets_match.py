"""Headings are matched to keys in any order, and doubt is said."""

from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.sheets import HeaderCell, match_headers

SYNONYMS = {
    "organisation": ["被巡视单位", "单位名称", "被巡视党组织"],
    "amount": ["涉及金额", "金额"],
    "found_on": ["发现日期", "发现时间"],
    "leader": ["负责人"],
}


def columns(*texts: str) -> list[HeaderCell]:
    return [HeaderCell(index, text) for index, text in enumerate(texts)]


def found(*texts: str) -> dict[str, str]:
    return {key: column.text for key, column in match_headers(columns(*texts), SYNONYMS).found.items()}


def test_exact_headings_in_any_order_width_and_spacing() -> None:
    assert found("金 额（万元）", "发现时间：", "ＮＯ", "單位名稱") == {
        "organisation": "單位名稱", "amount": "金 额（万元）", "found_on": "发现时间：",
    }  # fmt: skip


def test_containment_counts_when_it_is_the_only_one() -> None:
    assert found("被巡视单位全称", "涉及金额合计") == {"organisation": "被巡视单位全称", "amount": "涉及金额合计"}


def test_an_exact_heading_comes_before_a_containing_one() -> None:
    assert found("被巡视单位负责人", "负责人", "被巡视单位")["leader"] == "负责人"
    assert found("被巡视单位负责人", "负责人", "被巡视单位")["organisation"] == "被巡视单位"


def test_two_headings_for_a_key_are_doubtful() -> None:
    match = match_headers(columns("金额", "涉及金额", "备注"), SYNONYMS)
    assert [column.text for column in match.doubtful["amount"]] == ["金额", "涉及金额"]
    assert "amount" not in match.found
    assert [column.text for column in match.unknown] == ["备注"]
    assert match.missing == ["organisation", "found_on", "leader"]


def test_the_lower_line_of_a_heading_counts() -> None:
    assert found("被巡视单位/单位名称", "基本情况/发现日期") == {
        "organisation": "被巡视单位/单位名称", "found_on": "基本情况/发现日期",
    }  # fmt: skip


@given(
    st.lists(st.sampled_from(["金额", "涉及金额(元)", "单位", "单位名称", "负责人", "发现", "备注", ""]), max_size=8)
)
def test_every_column_and_key_ends_in_one_place(texts: list[str]) -> None:
    match = match_headers(columns(*texts), SYNONYMS)
    keys = [*match.found, *match.doubtful, *match.missing]
    assert sorted(keys) == sorted(SYNONYMS)
    used = {column.index for column in match.found.values()}
    used |= {column.index for several in match.doubtful.values() for column in several}
    assert used | {column.index for column in match.unknown} == set(range(len(texts)))
    assert len({column.index for column in match.found.values()}) == len(match.found)
