"""What is compared, level by level; the same either way round."""

from typing import Any

import pytest

from mingjian.people.matching.tests.mentions import levels, mention

pytestmark = pytest.mark.django_db
POST = {"organisation": "云岭县水务局", "post": "局长", "since": "2010-01", "until": "2014-05"}
BUREAU = {"organisation": "云岭县水利局", "post": "党组书记、局长", "since": "2012-03", "until": "2013-02"}


@pytest.mark.parametrize(
    ("comparison", "one", "other", "level"),
    [
        ("name", {"name": "张國華"}, {"name": "张 国华"}, "equal"),
        ("name", {"name": "Zhang Guohua"}, {"name": "张国华"}, "latin"),
        ("name", {"name": "张某某"}, {"name": "张国华"}, "masked"),
        ("name", {"name": "张*华"}, {"name": "张国华"}, "masked"),
        ("name", {"name": "张伟"}, {"name": "张玮"}, "homophone"),
        ("name", {"name": "张国华", "born": "1970-03"}, {"name": "张国平", "born": "1970-03"}, "one_character"),
        ("birth", {"born": "1970-03-05"}, {"born": "1970-03-05"}, "day"),
        ("birth", {"born": "1970-03-05"}, {"born": "1970-03"}, "month"),
        ("birth", {"born": "1970"}, {"born": "1970-03"}, "year"),
        ("birth", {"born": "1970-03-05"}, {"born": "1970-03-15"}, "same_month"),
        ("birth", {"born": "1970-03"}, {"born": "1970-04"}, "same_year"),
        ("birth", {"born": "1970-03"}, {"born": "1975-03"}, "different"),
        ("birth", {"born": "1970-03"}, {}, "unknown"),
        ("native", {"native_place": "云南宾川"}, {"native_place": "云南省大理州宾川县"}, "county"),
        ("native", {"native_place": "云南大理"}, {"native_place": "云南省大理市"}, "city"),
        ("native", {"native_place": "云南"}, {"native_place": "云南省大理市"}, "wide"),
        ("native", {"native_place": "云南石屏"}, {"native_place": "云南省大理市"}, "different"),
        ("native", {"native_place": "云岭县"}, {"native_place": "云南省云岭县"}, "county"),
        ("native", {"native_place": ""}, {"native_place": "云南省大理市"}, "unknown"),
        ("sex", {"sex": "男"}, {"sex": "male"}, "equal"),
        ("sex", {"sex": "男"}, {"sex": "女"}, "different"),
        ("ethnicity", {"ethnicity": "汉"}, {"ethnicity": "汉族"}, "equal_han"),
        ("ethnicity", {"ethnicity": "白族"}, {"ethnicity": "白族"}, "equal"),
        ("ethnicity", {"ethnicity": "白族"}, {"ethnicity": "彝族"}, "different"),
        ("career", POST, BUREAU, "same_post"),
        ("career", POST, BUREAU | {"post": "副局长"}, "same_body"),
        ("career", POST, BUREAU | {"since": "2016-01", "until": "2018-01"}, "body_again"),
        ("career", POST, POST | {"organisation": "松江县教育局"}, "impossible"),
        ("career", POST | {"post": "副局长"}, POST | {"organisation": "松江县教育局"}, "elsewhere"),
        ("career", POST, POST | {"organisation": "云岭县教育局", "since": "2014-06", "until": "2017-01"}, "chain"),
        ("career", POST, POST | {"organisation": "云岭县教育局", "since": "2018-01", "until": "2019-01"}, "same_place"),
        ("career", POST, {"post": "局长"}, "unknown"),
    ],
)
def test_a_level_is_found_either_way_round(
    comparison: str, one: dict[str, Any], other: dict[str, Any], level: str
) -> None:
    first, second = mention(1, **{"name": "王伟"} | one), mention(2, **{"name": "王伟"} | other)
    assert levels(first, second)[comparison] == levels(second, first)[comparison] == level


def number(body: str) -> str:
    """An identity number of invented digits, with its check digit."""
    from mingjian.lib.hashing import check_digit

    return body + check_digit(body)


ONE, OTHER = number("53290119700305001"), number("53290119700305003")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (ONE, ONE, "equal"),
        (ONE, ONE.lower() + " ", "equal"),
        (ONE, OTHER, "different"),
        (ONE, ONE[:-1] + ("1" if ONE[-1] != "1" else "2"), "different_unchecked"),
        (ONE, "", "unknown"),
        (ONE, "000000000000000000", "unknown"),
    ],
)
def test_an_identity_number_decides_or_is_in_doubt(one: str, other: str, level: str) -> None:
    assert levels(mention(1, name="王伟", id_number=one), mention(2, name="王伟", id_number=other))["id"] == level


def test_a_number_against_its_own_row_is_in_doubt() -> None:
    found = levels(mention(1, name="王伟", id_number=ONE), mention(2, name="王伟", id_number=ONE, born="1980-01"))
    assert found["id"] == "equal_unchecked"
