"""Résumés out of files, and names of bodies compared."""

import pytest

from mingjian.lib.resumes.files import Unreadable, resumes_in
from mingjian.lib.resumes.names import abbreviates, beginnings

TEXT = "1983.07-1986.05 云岭县水务局科员\n1986.05- 云岭县水务局局长"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_plain_text_is_one_resume_in_any_usual_encoding(encoding: str) -> None:
    [found] = resumes_in(TEXT.encode(encoding), "a.txt")
    assert (found.id, found.text) == ("a.txt", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_has_a_resume_in_each_row(encoding: str) -> None:
    table = f'编号,姓名,简历\r\n7,赵一,"{TEXT}"\r\n8,钱二,\r\n9,孙三,"1990.01-1991.01 清溪县委干事"\r\n'
    found = resumes_in(table.encode(encoding), "-")
    assert [(each.id, each.name) for each in found] == [("7", "赵一"), ("9", "孙三")]
    assert found[0].text.splitlines() == TEXT.splitlines()


def test_rows_without_a_number_are_counted() -> None:
    assert [each.id for each in resumes_in(b"resume\n1990.01- a\n1991.01- b\n", "x.csv")] == ["1", "2"]


@pytest.mark.parametrize(
    ("contents", "name", "code"),
    [
        (b"  \n", "a.txt", "empty"),
        (b"PK\x03\x04rest", "a.xlsx", "not_text"),
        (b"name,post\nx,y\n", "a.csv", "no_column"),
    ],
)
def test_a_file_without_resumes_is_refused_with_its_reason(contents: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        resumes_in(contents, name)
    assert refused.value.code == code
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("short", "name", "same"),
    [
        ("省农信联社", "云南省农村信用社联合社", True),
        ("云南省农信联社", "云南省农村信用社联合社", True),
        ("云岭省国资委", "云岭省人民政府国有资产监督管理委员会", True),
        ("青山市政府", "青山市人民政府", True),
        ("青山市委", "中国共产党青山市委员会", True),
        ("白水市发改委", "青山市发展和改革委员会", False),
        ("县水务局", "云岭县水务局", False),
        ("云岭县农业局", "云岭县林业局", False),
        ("云岭县农业局", "云岭县农业局办公室", False),
    ],
)
def test_an_abbreviation_keeps_the_place_and_the_order_of_the_characters(short: str, name: str, same: bool) -> None:
    assert abbreviates(short, name) is same


def test_the_beginnings_of_a_body_leave_the_rest_to_the_post() -> None:
    found = list(beginnings("云岭省青山市水务局办公室", "科员"))
    assert found[0] == ("云岭省青山市水务局办公室", "科员")
    assert ("青山市水务局", "办公室科员") in found
    assert all(name != "云岭省青山市" for name, _post in found)
