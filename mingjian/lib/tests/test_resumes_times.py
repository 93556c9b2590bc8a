"""The times of résumés: the forms people write, what is open, what is only implied, and how text is cut into lines."""

import pytest

from mingjian.lib.resumes import Kind, Line, read_resume

AT = "云岭县水务局科员"


def only(text: str) -> Line:
    [line] = read_resume(text).lines
    return line


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("1981.09-1985.07 ", "1981-09", "1985-07"),
        ("1989.09—1993.09", "1989-09", "1993-09"),
        ("1972.12--1975.09  ", "1972-12", "1975-09"),
        ("1981.09——1985.07，", "1981-09", "1985-07"),
        ("1996.10一1999.03 ", "1996-10", "1999-03"),
        ("2018.01-- 2022.01 ", "2018-01", "2022-01"),
        ("2009.07- 2014.07 ", "2009-07", "2014-07"),
        ("1970年12月至1975年09月，", "1970-12", "1975-09"),
        ("自1970年12月起至1975年9月止，任", "1970-12", "1975-09"),
        ("1959-1964年 ", "1959", "1964"),
        ("1998年－2001年，", "1998", "2001"),
        ("2001年12月至2003年，任", "2001-12", "2003"),
        ("2004年3月至7月，任", "2004-03", "2004-07"),
        ("1992年03月01日至1995年06月30日 ", "1992-03-01", "1995-06-30"),
        ("1983-07至1985-08 ", "1983-07", "1985-08"),
        ("1985/03-1988/06 ", "1985-03", "1988-06"),
        ("19830701-19850630 ", "1983-07-01", "1985-06-30"),
        ("78年2月-82年1月 ", "1978-02", "1982-01"),
        ("78.02-82.01 ", "1978-02", "1982-01"),
        ("２００３．０２－２００５．０３　", "2003-02", "2005-03"),
        ("一九八三年七月至一九八五年十二月任", "1983-07", "1985-12"),
        ("民国37年3月至1949年5月，", "1948-03", "1949-05"),
        ("2012年1月起任", "2012-01", "None"),
        ("1983年11月任", "1983-11", "None"),
        ("2010年底任", "2010", "None"),
    ],
)
def test_a_time_is_read_as_exactly_as_it_is_written(written: str, start: str, end: str) -> None:
    line = only(written + AT)
    assert (str(line.start), str(line.end)) == (start, end)
    assert [(held.organisation, held.post) for held in line.tenures] == [("云岭县水务局", "科员")]
    assert not line.open


@pytest.mark.parametrize(
    "written", ["2021.02-- ", "2015.03至今 ", "2000.04-今，", "2022年06月- ，任", "2021.02 — 至今 "]
)
def test_an_open_end_is_open_and_not_implied(written: str) -> None:
    first, _later = read_resume(f"{written}{AT}\n2023.05 {AT}").lines
    assert first.open
    assert not first.end_implied
    assert first.end is None


def test_only_a_start_implies_the_end_and_does_not_claim_it() -> None:
    first, second = read_resume(f"2008年06月，任{AT}；\n2011年04月，任{AT}；").lines
    assert (first.end, first.end_implied, str(first.implied_end)) == (None, True, "2011-04")
    assert first.tenures[0].end is None
    assert not second.end_implied


def test_a_range_that_ends_before_it_starts_is_no_range() -> None:
    line = only(f"2003.04—2001.02 {AT}")
    assert (str(line.start), line.end) == ("2003-04", None)


def test_a_paragraph_is_cut_before_each_time_but_not_inside_brackets() -> None:
    text = (
        f"1983.07-1986.05 {AT}（其间：1984.03-1984.07在省委党校学习）；1986.05-1990.10 云岭县财政局副局长；"
        "1990年10月任云岭县副县长，1993年3月任云岭县委副书记。"
    )
    assert [str(line.start) for line in read_resume(text).lines] == ["1983-07", "1986-05", "1990-10", "1993-03"]


def test_a_change_within_the_time_of_a_line_stays_in_it() -> None:
    line = only("2005.06-2009.08 云岭省青山市东湖区委副书记、代区长，2006.01任区长")
    held = [(each.post, str(each.start), str(each.end)) for each in line.tenures]
    assert held == [
        ("副书记", "2005-06", "2009-08"),
        ("代区长", "2005-06", "2006-01"),
        ("区长", "2006-01", "2009-08"),
    ]


def test_a_line_broken_in_the_middle_is_joined_again() -> None:
    beside = "（其间：1996.09-1997.07云岭大学\n在职学习）"
    text = f"1993.04—1995.07\n青山市计划委员会副主任\n1995.07-1997.12 青山市水务局局长{beside}"
    lines = read_resume(text).lines
    assert [(str(line.start), line.tenures[0].post) for line in lines] == [("1993-04", "副主任"), ("1995-07", "局长")]


def test_every_part_of_a_text_is_in_one_of_the_lines() -> None:
    head = "赵某，男，1962年8月生，1983年7月参加工作。"
    text = f"{head}1983.07-1986.05 {AT}；奇怪的话，1986.05-今 {AT}\n爱好登山\n\n第十届省人大代表"
    lines = read_resume(text).lines
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert lines[0].kind is Kind.OTHER


def test_bullets_and_footnotes_are_no_part_of_a_line() -> None:
    lines = read_resume(f"● 1983.07-1986.05 {AT}[2]\n（2）1986年5月至1990年3月，{AT}\n3.1990年3月任{AT}").lines
    assert [str(line.start) for line in lines] == ["1983-07", "1986-05", "1990-03"]
    assert "[2]" not in lines[0].text


@pytest.mark.parametrize("nonsense", ["副" * 20_000, "（" * 20_000, "1" * 20_000, "曾先后" * 6_000, "青山局、" * 4_000])
def test_long_nonsense_is_read_to_its_end(nonsense: str) -> None:
    lines = read_resume(f"2001.01-2002.02 {nonsense}").lines
    assert "".join(line.text for line in lines).endswith(nonsense)
