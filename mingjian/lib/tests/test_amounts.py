"""Money as written, to the fen."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.amounts import LARGEST, AmountNotUnderstood, format_yuan, parse

AMOUNTS = st.decimals(min_value=0, max_value=LARGEST - 1, places=2)


@pytest.mark.parametrize(
    ("written", "unit", "yuan"),
    [
        ("12.5万元", None, "125000"),
        ("3,200元", None, "3200"),
        ("1.2亿", None, "120000000"),
        ("１２．５万", None, "125000"),
        ("人民币 3,200.50 元", None, "3200.50"),
        ("￥88", None, "88"),
        ("约12万余元", None, "120000"),
        ("3万2千元", None, "32000"),
        ("1亿2000万元", None, "120000000"),
        ("12元5角", None, "12.5"),
        ("12.5", "万元", "125000"),
        ("3200元", "万元", "3200"),
        (12.5, "万元", "125000"),
        (0.1, "万元", "1000"),
        (7, None, "7"),
        (Decimal("1.005"), None, "1.01"),
        ("0", None, "0"),
    ],
)
def test_it_reads_money(written: object, unit: str | None, yuan: str) -> None:
    assert parse(written, unit) == Decimal(yuan)


@pytest.mark.parametrize("written", [None, "", " ", "-", "—", "无"])
def test_an_empty_cell_has_no_amount(written: object) -> None:
    assert parse(written) is None


@pytest.mark.parametrize(
    ("written", "unit", "code"),
    [
        ("很多", None, "form"),
        ("12,5", None, "form"),
        ("1.2.3", None, "form"),
        ("3万2", None, "form"),
        ("12美元", None, "unit"),
        (5, "平方米", "unit"),
        (-3, None, "negative"),
        ("-3万元", None, "negative"),
        (10**20, None, "large"),
        (float("inf"), None, "form"),
        (True, None, "form"),
    ],
)
def test_it_says_what_is_no_amount(written: object, unit: str | None, code: str) -> None:
    with pytest.raises(AmountNotUnderstood) as caught:
        parse(written, unit)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        ("125000", "12.5万元", "¥125,000"),
        ("120000000", "1.2亿元", "¥120,000,000"),
        ("3200", "3,200元", "¥3,200"),
        ("12345.67", "12,345.67元", "¥12,345.67"),
        ("0", "0元", "¥0"),
    ],
)
def test_it_writes_money(yuan: str, zh: str, en: str) -> None:
    assert format_yuan(Decimal(yuan)) == zh
    assert format_yuan(Decimal(yuan), "en") == en


@given(AMOUNTS)
def test_it_reads_what_it_writes(amount: Decimal) -> None:
    assert parse(format_yuan(amount)) == amount


@given(st.one_of(st.text(max_size=12), st.text(alphabet="0123456789.,万亿千元角-余约 ", max_size=12)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(AmountNotUnderstood):
        parse(text)
