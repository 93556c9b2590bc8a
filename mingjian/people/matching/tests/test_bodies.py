"""When two written bodies are one: a function that ends like a place is no place."""

import pytest

from mingjian.people.matching.bodies import keys_of


@pytest.mark.parametrize("function", ["住房和城乡建设局", "城乡规划局", "城镇管理局", "工商和市场监督管理局"])
def test_a_function_that_ends_like_a_place_is_none(function: str) -> None:
    one, other = (
        set(keys_of(f"{county}{function}（演示）", names=[f"{county}{function}"])) for county in ("云岭县", "白水县")
    )
    assert one
    assert not one & other
