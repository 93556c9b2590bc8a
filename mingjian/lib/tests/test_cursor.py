"""Cursors come back as they went, and no other text is one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.cursor import BadCursor, Value, decode, encode

KEY = b"k" * 32
VALUES = st.lists(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(alphabet=st.characters(exclude_categories=["Cs"])),
        st.dates(),
        st.datetimes(timezones=st.just(UTC) | st.none()),
        st.decimals(allow_nan=False, allow_infinity=False),
    )
)


@given(VALUES)
def test_values_come_back_with_their_types(values: list[Value]) -> None:
    returned = decode(encode(values, KEY), KEY)
    assert list(returned) == values
    assert [type(value) for value in returned] == [type(value) for value in values]


@given(VALUES)
def test_a_cursor_is_safe_in_a_url(values: list[Value]) -> None:
    assert set(encode(values, KEY)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(max_size=80))
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        decode(text, KEY)


def test_a_cursor_of_another_key_is_refused() -> None:
    with pytest.raises(BadCursor):
        decode(encode([1], b"other"), KEY)


@pytest.mark.parametrize("position", [0, 10, 25, -2])
def test_a_changed_character_is_noticed(position: int) -> None:
    text = encode([date(2018, 4, 27), Decimal("1.50"), datetime(2018, 4, 27, 8, tzinfo=UTC), "银行"], KEY)
    changed = list(text)
    changed[position] = "A" if changed[position] != "A" else "B"
    with pytest.raises(BadCursor):
        decode("".join(changed), KEY)
