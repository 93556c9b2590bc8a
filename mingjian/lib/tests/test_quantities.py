"""Counts, areas and shares: exact, with the unit of the cell before that of the heading."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.lib.quantities import AREAS, QuantityNotUnderstood, is_unit, parse, whole


@pytest.mark.parametrize(
    ("value", "unit", "kept", "found"),
    [
        ("3,200", None, "", 3200), (12, None, "", 12), ("1.2万人", None, "", 12_000), (1.2, "万人", "", 12_000),
        ("3万", "人", "", 30_000), ("１０００", None, "", 1000), ("25件", "件", "", 25), (-3, None, "", -3),
        (3, "公顷", "亩", 45), ("45亩", "公顷", "亩", 45), ("1.5万亩", None, "亩", 15_000), (1, "平方公里", "亩", 1500),
        ("2000平方米", None, "亩", 3), ("85%", None, "%", 85), ("850‰", None, "%", 85), ("12", "%", "%", 12),
        ("—", None, "", None), (None, "人", "", None), ("不详", None, "亩", None),
    ],
)  # fmt: skip
def test_it_reads_exactly(value: object, unit: str | None, kept: str, found: int | None) -> None:
    assert whole(value, unit, kept) == found


def test_a_third_stays_a_third() -> None:
    assert parse("1000平方米", None, "亩") == Fraction(3, 2)
    assert parse(Decimal("0.1"), "亩", "平方米") == Fraction(200, 3)


@pytest.mark.parametrize(
    ("value", "unit", "kept", "code"),
    [
        ("许多", None, "", "form"), (True, None, "", "form"), (float("nan"), None, "", "form"),
        ("3万元", None, "", "unit"),
        ("3亩", None, "", "unit"), ("3人", None, "亩", "unit"), (2.5, "人", "", "whole"), ("12.5%", None, "%", "whole"),
        ("9" * 20, None, "", "whole"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(value: object, unit: str | None, kept: str, code: str) -> None:
    with pytest.raises(QuantityNotUnderstood) as refused:
        whole(value, unit, kept)
    assert refused.value.code == code
    assert refused.value.template % refused.value.params


@pytest.mark.parametrize(("text", "known"), [("亩", True), ("万人", True), ("%", True), ("某", False), ("万元", False)])
def test_it_knows_its_units(text: str, known: bool) -> None:
    assert is_unit(text) is known


@given(
    st.fractions(min_value=0, max_value=10**9).map(lambda each: each.limit_denominator(10_000)),
    st.sampled_from(sorted(AREAS)),
)
def test_there_and_back_is_the_same(amount: Fraction, unit: str) -> None:
    assert amount * AREAS[unit] / AREAS["亩"] * AREAS["亩"] / AREAS[unit] == amount


@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(AREAS)), st.sampled_from(sorted(AREAS)))
def test_units_convert_through_one_another(amount: int, unit: str, kept: str) -> None:
    assert parse(amount, unit, kept) == amount * AREAS[unit] / AREAS[kept]


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    try:
        found = parse(text, None, "亩")
    except QuantityNotUnderstood as refused:
        found = None
        sentence = refused.template % refused.params
    else:
        sentence = "read"
    assert sentence
    assert found is None or isinstance(found, Fraction)
