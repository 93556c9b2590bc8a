"""The normal form, its bigrams and the PostgreSQL literals made of them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.characters import FOLDING, fold
from mingjian.lib.text import (
    TermTooShort,
    bigrams,
    lexemes,
    normalise,
    snippet,
    tsquery_for,
    tsquery_for_pinyin,
)

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="张張三丰 　\t\n\u200b·•・ＡａA'\\:&|!éE\u0301ΣσςİßﬁⅣ㈠が㌔각\u1100\u1161", max_size=60),
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("２０１８年　张　三", "2018年张三"),
        ("張三豐", "张三丰"),
        ("裏 裡 里", "里里里"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提‧艾力", "买买提·艾力"),
        ("\t\n张三\u200b丰\x00", "张三丰"),
        ("Foo   Bar\r\n银 行", "foo bar 银行"),
        ("工作 A 组", "工作 a 组"),
        ("", ""),
        ("\ud800坏", "坏"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_it_folds_what_people_write_differently(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_the_normal_form_is_fit_for_the_database(text: str) -> None:
    normal = normalise(text)
    normal.encode()
    assert "\x00" not in normal
    assert normal == normal.strip()
    assert "  " not in normal
    assert unicodedata.is_normalized("NFKC", normal)


@given(TEXTS)
def test_bigrams_are_the_windows_without_white_space(text: str) -> None:
    normal = normalise(text)
    expected = {normal[i : i + 2] for i in range(len(normal) - 1) if " " not in normal[i : i + 2]}
    assert bigrams(normal) == expected


@given(TEXTS, st.integers(0, 60), st.integers(2, 10))
def test_any_substring_asks_only_for_bigrams_that_are_indexed(text: str, start: int, length: int) -> None:
    normal = normalise(text)
    term = normal[start : start + length]
    if bigrams(term):
        assert set(parse(tsquery_for(term), " & ")) <= set(parse(lexemes(normal), " "))


@given(TEXTS)
def test_lexemes_survive_the_quoting(text: str) -> None:
    normal = normalise(text)
    assert set(parse(lexemes(normal), " ")) == bigrams(normal)


def test_lexemes_hold_pinyin_and_extra_words() -> None:
    assert lexemes("张三", pinyin="zhang zs", extra=["o:17", "k:finding"]) == (
        "'张三' '~zh' '~ha' '~an' '~ng' '~zs' 'o:17' 'k:finding'"
    )


def test_lexemes_of_nothing_are_empty() -> None:
    assert lexemes("") == ""


def test_quotes_and_backslashes_are_doubled() -> None:
    assert lexemes("a'b\\") == "'a''' '''b' 'b\\\\'"


def test_pinyin_terms_are_marked() -> None:
    assert tsquery_for_pinyin("oyx") == "'~oy' & '~yx'"


@pytest.mark.parametrize("term", ["", "张", "a b"])
def test_a_term_without_two_neighbours_is_refused(term: str) -> None:
    with pytest.raises(TermTooShort):
        tsquery_for(term)


@pytest.mark.parametrize(
    ("original", "term", "hit"),
    [
        ("银行党委书记张　三违反规定", "张三", "张　三"),
        ("银行党委书记張三違反规定", "张三违", "張三違"),
        ("面积１００㎡的房屋", "00m2的", "００㎡的"),
        ("阿卜杜 •热合曼", "杜 ·热", "杜 •热"),
        ("  \n张\u200b三\u200b丰", "张三", "张\u200b三\u200b"),
        ("Cafe\u0301 ABC", "é ab", "e\u0301 AB"),
        ("共计㈠项", "(一)项", "㈠项"),
    ],
)
def test_a_hit_shows_the_original_spelling(original: str, term: str, hit: str) -> None:
    segments = snippet(original, [term])
    assert [text for text, is_hit in segments if is_hit] == [hit]
    assert "".join(text for text, _ in segments) == original


def test_a_snippet_is_centred_on_its_first_hit() -> None:
    segments = snippet("甲" * 100 + "张三" + "乙" * 100, ["张三"], width=10)
    assert segments == [("…", False), ("甲" * 4, False), ("张三", True), ("乙" * 4 + "…", False)]


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    assert snippet("甲乙丙丁", ["张三"], width=2) == [("甲乙…", False)]


def test_overlapping_hits_are_one() -> None:
    assert snippet("上海银行行长", ["上海银行", "银行行长"]) == [("上海银行行长", True)]


@given(TEXTS, st.integers(0, 60), st.integers(2, 6))
def test_a_snippet_loses_no_character_and_its_hits_are_hits(text: str, start: int, length: int) -> None:
    term = normalise(text)[start : start + length]
    segments = snippet(text, [term], width=1000)
    assert "".join(part for part, _ in segments) == text
    assert any(is_hit for _, is_hit in segments) == bool(term)
    for part, is_hit in segments:
        assert not is_hit or term.strip() in normalise(part)


def parse(literal: str, separator: str) -> list[str]:
    """Read the literal back as PostgreSQL would."""
    if not literal:
        return []
    quoted = r"'((?:[^'\\]|''|\\.)*)'"
    assert re.fullmatch(f"{quoted}(?:{separator}{quoted})*", literal, re.DOTALL)
    found = re.findall(quoted, literal, re.DOTALL)
    return [re.sub(r"(?s)''|\\(.)", lambda hit: hit[1] or "'", word) for word in found]


def test_folding_in_one_pass_is_folding_character_by_character() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert fold(every) == every.translate(FOLDING)
