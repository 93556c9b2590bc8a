"""What may be typed in the box, and what is understood by it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.search.errors import BadQuery
from mingjian.search.language import Query, literal, parse, years_of


def terms(typed: str) -> list[list[str]]:
    return [[term.text for term in clause] for clause in parse(typed).clauses]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("专项资金 挪用", [["专项资金"], ["挪用"]]),
        ("专项资金\u3000挪用", [["专项资金"], ["挪用"]]),
        ("貪污　ＡＢＣ", [["贪污"], ["abc"]]),
        ('"选人用人 不规范"', [["选人用人不规范"]]),
        ("“选人 用人”", [["选人用人"]]),
        ("「公款」", [["公款"]]),
        ('"annual report"', [["annual report"]]),
        ("贷款 OR 授信 风险", [["贷款", "授信"], ["风险"]]),
        ("贷款 | 授信", [["贷款", "授信"]]),
        ("贷款 或 授信", [["贷款", "授信"]]),
        ("OR 贷款", [["贷款"]]),
        ('"OR" 贷款', [["or"], ["贷款"]]),
        ('关于“八项规定"精神', [['关于“八项规定"精神']]),
        ('"没有结束', [['"没有结束']]),
        ("2018-04", [["2018-04"]]),
        ("比例:30%", [["比例:30%"]]),
        ("张 挪用", [["张"], ["挪用"]]),
    ],
)
def test_it_reads_terms(typed: str, understood: list[list[str]]) -> None:
    assert terms(typed) == understood


def test_it_reads_exclusions_and_leaves_a_lone_one_as_text() -> None:
    assert [term.text for term in parse("贷款 -担保 －“三 资”").excluded] == ["担保", "三资"]
    assert terms("-2018") == [["-2018"]]


def test_it_reads_filters_in_both_languages_and_widths() -> None:
    query = parse('kind:finding 年份：2015-2018 地区:530102 单位:"昆明 银行" STATE:open 贷款')
    assert query.kinds == ("finding",)
    assert query.years == ((2015, 2018),)
    assert query.divisions == ("530102",)
    assert query.organisations == ("昆明 银行",)
    assert query.states == ("open",)
    assert terms("kind:finding 贷款") == [["贷款"]]


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("2018", (2018, 2018)),
        ("2018年", (2018, 2018)),
        ("２０１５—２０１８", (2015, 2018)),
        ("2018-2015", (2015, 2018)),
    ],
)
def test_it_reads_years(value: str, years: tuple[int, int]) -> None:
    assert years_of(value) == years


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("ZhangSan", "zhangsan"), ("xi'an", "xian"), ("lüxiu", "lvxiu"), ("zs2", "zs2"), ("2018", ""), ("张san", "")],
)
def test_letters_alone_may_be_pinyin(typed: str, letters: str) -> None:
    assert parse(typed).clauses[0][0].letters == letters


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("张", "too_short"),
        ("张 王", "too_short"),
        ("张 OR 贷款", "too_short"),
        ("“张”", "too_short"),
        ("kind:", "no_value"),
        ("年份: ", "no_value"),
        ("year:下年", "no_year"),
        ("贷款 -kind:lead", "no_excluded_filter"),
        ("贷" * 301, "too_long"),
        (" ".join(["贷款"] * 21), "too_many"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(typed: str, code: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(typed)
    assert caught.value.code == code
    assert caught.value.sentence.endswith((".", "。"))


def test_nothing_typed_asks_nothing() -> None:
    assert parse(" \u3000\u200b ").is_empty
    assert not parse("kind:lead").is_empty
    assert literal("") == Query()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_refused_in_words(typed: str) -> None:
    with suppress(BadQuery):
        query = parse(typed)
        assert query.is_empty or query.clauses or query.excluded or query.has_filters
