"""One name written in many ways has one key; what is not told is never guessed."""

import pytest

from mingjian.people.matching.spelling import read_spelling


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("王 伟", "王伟"),
        ("王　伟", "王伟"),
        (" 张國華 ", "张国华"),
        ("歐陽靖雯", "欧阳靖雯"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉买买提"),
        ("阿卜杜拉买买提", "阿卜杜拉买买提"),
        ("赵一黒", "赵一黑"),
        ("李芳（女，彝族）", "李芳"),
    ],
)
def test_it_gives_one_key_to_one_name(written: str, key: str) -> None:
    assert read_spelling(written).key == key


@pytest.mark.parametrize(("one", "other"), [("张喆", "张哲"), ("李堃", "李坤"), ("王伟", "王玮")])
def test_it_keeps_different_characters_apart(one: str, other: str) -> None:
    assert read_spelling(one).key != read_spelling(other).key
    assert read_spelling(one).readings == read_spelling(other).readings


@pytest.mark.parametrize(
    ("written", "surname", "pattern"),
    [
        ("张某某", "张", "张_%"),
        ("朱某", "朱", "朱_%"),
        ("欧阳某", "欧阳", "欧阳_%"),
        ("李*明", "李", "李_明"),
        ("王××", "王", "王__"),
        ("赵ＸＸ", "赵", "赵__"),
    ],
)
def test_a_masked_name_tells_its_surname_and_a_pattern_alone(written: str, surname: str, pattern: str) -> None:
    spelling = read_spelling(written)
    assert (spelling.key, spelling.surname, spelling.pattern) == ("", surname, pattern)
    assert spelling.readings == ()


@pytest.mark.parametrize("written", ["Zhang Wei", "ZHANG WEI", "Zhāng Wěi", "Wei Zhang", "Zhang, Wei"])
def test_a_name_in_latin_letters_is_read_both_ways_round(written: str) -> None:
    spelling = read_spelling(written)
    assert spelling.latin
    assert "zhangwei" in spelling.readings


@pytest.mark.parametrize("written", ["", "  ", "某某", "***", "-", "123"])
def test_what_tells_no_name_says_nothing(written: str) -> None:
    assert not read_spelling(written).says_something


def test_a_common_name_is_more_frequent_than_a_rare_one() -> None:
    common, usual, rare = (read_spelling(name).frequency for name in ("张伟", "李国芳", "尉迟靖雯"))
    assert common > usual > rare > 0
