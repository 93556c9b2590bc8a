"""Places, bodies and posts as people write them."""

import pytest

from mingjian.people.matching.bodies import keys_of, read_body
from mingjian.people.matching.places import Place, read_place
from mingjian.people.matching.titles import read_post


@pytest.mark.parametrize(
    ("written", "code", "rest"),
    [
        ("云南大理", "5329", ""),
        ("云南省大理市", "532901", ""),
        ("大理白族自治州宾川县", "532924", ""),
        ("云南宾川", "532924", ""),
        ("浙江杭州余杭", "330110", ""),
        ("浙江省杭州市余杭区人", "330110", ""),
        ("吉林省吉林市", "2202", ""),
        ("云南江川县", "530403", ""),
        ("云南省云岭县", "53", "云岭"),
        ("云岭县", "", "云岭"),
        ("", "", ""),
    ],
)
def test_a_native_place_is_read_down_to_the_county(written: str, code: str, rest: str) -> None:
    assert read_place(written) == Place(code, rest)


def test_a_name_of_several_counties_stays_text() -> None:
    assert read_place("南山区") == Place("", "南山")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云南省昆明市五华区水利局", "五华区水务局"),
        ("云岭县国土资源局", "云岭县自然资源局"),
        ("云岭县卫计局", "云岭县卫生健康委员会"),
        ("云岭县农村信用合作联社", "云岭农商银行"),
        ("江川县教育局", "江川区教育体育局"),
        ("中共云岭县委组织部", "云岭县委组织部"),
    ],
)
def test_former_and_short_names_of_a_body_are_one(one: str, other: str) -> None:
    assert read_body(one) == read_body(other)


def test_bodies_of_two_counties_are_two() -> None:
    assert read_body("云岭县水务局") != read_body("松江县水务局")


def test_a_body_on_record_has_its_number_and_every_name() -> None:
    assert keys_of("县水务局", 7, ["云岭县水利局"]) == ["#7", "云岭|水务局"]


@pytest.mark.parametrize("written", ["水务局", "县水务局", "省教育厅", ""])
def test_a_body_of_some_place_is_none_in_particular(written: str) -> None:
    assert keys_of(written) == []


@pytest.mark.parametrize(
    ("written", "titles", "body", "chief"),
    [
        ("党组书记、局长", ("党组书记", "局长"), "", True),
        ("云岭县水务局局长", ("局长",), "云岭县水务局", True),
        ("云岭县水务局党组成员兼副局长（正科级）", ("党组成员", "副局长"), "云岭县水务局", False),
        ("办公室主任", ("办公室主任",), "", False),
        ("一级调研员", ("一级调研员",), "", False),
        ("原副县长", ("副县长",), "", False),
    ],
)
def test_a_post_is_its_titles(written: str, titles: tuple[str, ...], body: str, chief: bool) -> None:
    post = read_post(written)
    assert (post.titles, post.body, post.chief) == (titles, body, chief)
