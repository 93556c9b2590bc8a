"""Pinyin, order, comparison and masks of names. The names are invented or historical."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.names import mask, name_key, pinyin_keys, pinyin_sort_key, surname_of

NAMES = st.text(alphabet="单曾仇张欧阳修王长乐吕绿买提·• AaÉ1\t-３", max_size=8)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("欧阳修", "ouyangxiu oyx"),
        ("单雄信", "shanxiongxin sxx"),
        ("曾巩", "zenggong zg"),
        ("仇英", "qiuying qy"),
        ("解缙", "xiejin xj"),
        ("翟让", "zhairang zr"),
        ("尉迟恭", "yuchigong ycg"),
        ("張三豐", "zhangsanfeng zsf"),
        ("吕布", "lvbu lyubu lb"),
        ("任长山", "renchangshan renzhangshan rcs rzs"),
        ("阿卜杜•热合曼", "abudureheman abdrhm"),
        ("王A", "wanga wa"),
        ("王", "wang"),
        ("", ""),
        ("·", ""),
    ],
)
def test_pinyin_and_initials(name: str, keys: str) -> None:
    assert pinyin_keys(name) == keys


def test_a_body_is_read_by_its_phrases() -> None:
    assert pinyin_keys("银行重庆分行", person=False) == "yinhangchongqingfenhang yhcqfh"


@given(NAMES)
def test_keys_are_plain_letters(name: str) -> None:
    for person in (True, False):
        keys = pinyin_keys(name, person=person)
        assert keys.replace(" ", "").isalnum() or keys == ""
        assert keys.isascii()
        assert len(keys.split()) <= 8


def test_names_sort_by_reading_then_tone_then_character() -> None:
    names = ["赵一", "李白", "曾巩", "单雄信", "连城", "李柏", "厉害", "欧阳修", "阿布"]
    assert sorted(names, key=pinyin_sort_key) == [
        "阿布", "李白", "李柏", "厉害", "连城", "欧阳修", "单雄信", "曾巩", "赵一",
    ]  # fmt: skip


def test_bodies_sort_by_their_phrases() -> None:
    names = ["重要组", "长城公司", "重庆分行", "长官司"]
    assert sorted(names, key=lambda name: pinyin_sort_key(name, person=False)) == [
        "长城公司", "重庆分行", "长官司", "重要组",
    ]  # fmt: skip


@given(NAMES, NAMES)
def test_the_sort_key_is_the_same_only_for_the_same_name(one: str, other: str) -> None:
    for person in (True, False):
        same = pinyin_sort_key(one, person=person) == pinyin_sort_key(other, person=person)
        assert same == (name_key(one) == name_key(other))


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("张三丰", "张某某"),
        ("欧阳修", "欧阳某"),
        ("司马相如", "司马某某"),
        ("买买提·艾力", "买某某"),
        ("张", "张某"),
        ("Smith", "S某某"),
        ("", ""),
    ],
)
def test_a_mask_keeps_the_surname(name: str, masked: str) -> None:
    assert mask(name) == masked


@pytest.mark.parametrize(("name", "surname"), [("欧阳修", "欧阳"), ("单于", "单"), ("張三", "张"), ("", "")])
def test_it_finds_the_surname(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_the_comparison_key_forgets_spaces_and_variants() -> None:
    assert name_key(" 張 三　") == name_key("张三")
    assert name_key("买买提 • 艾力") == name_key("买买提·艾力")
    assert name_key("Li Lei") == "lilei"
