"""Hashes that cannot be confused, identity numbers that hold. All numbers here are made by the check rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.hashing import check_digit, chinese_id_valid, content_hash, keyed_hash, read_chinese_id

PARTS = st.lists(st.one_of(st.none(), st.booleans(), st.integers(), st.text("abn1"), st.binary(max_size=4), st.dates()))


def test_a_keyed_hash_depends_on_key_and_text() -> None:
    assert keyed_hash(b"a", "x") == keyed_hash(b"a", "x")
    assert len({keyed_hash(b"a", "x"), keyed_hash(b"b", "x"), keyed_hash(b"a", "y")}) == 3
    assert len(keyed_hash(b"a", "x")) == 32


@given(PARTS, PARTS)
def test_different_parts_never_read_the_same(one: list[str | int | None], other: list[str | int | None]) -> None:
    same = [(type(part), part) for part in one] == [(type(part), part) for part in other]
    assert (content_hash(*one) == content_hash(*other)) == same


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_it_reads_birth_and_sex(birth: date, order: int) -> None:
    body = f"999999{birth:%Y%m%d}{order:03}"
    found = read_chinese_id(body + check_digit(body).lower())
    assert found is not None
    assert found.birth == birth
    assert found.sex == ("male" if order % 2 else "female")


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_fifteen_digits_become_eighteen(birth: date, order: int) -> None:
    found = read_chinese_id(f"999999{birth:%y%m%d}{order:03}")
    assert found is not None
    assert found.birth == birth
    assert chinese_id_valid(found.number)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(position: int, change: int) -> None:
    number = list("99999919680401101" + check_digit("99999919680401101"))
    number[position] = str((int(number[position]) + change) % 10)
    assert not chinese_id_valid("".join(number))


@pytest.mark.parametrize(
    "number",
    ["", "123", "999999199902301234", "099999196804011011", "99999919680401101Y", "９" * 18, "x" * 18],
)
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not chinese_id_valid(number)
