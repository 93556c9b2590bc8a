"""The posts of résumés: bodies carried on, spelled out and implied; what is no post; what is kept beside."""

import pytest

from mingjian.lib.resumes import Kind, Line, read_resume


def only(text: str) -> Line:
    [line] = read_resume(text).lines
    return line


def posts(text: str) -> list[tuple[str, str]]:
    """Body spelled out and post, of all lines."""
    return [(held.organisation_full, held.post) for held in read_resume(text).tenures]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("云岭省青山市委副书记、代市长", [("云岭省青山市委", "副书记"), ("云岭省青山市人民政府", "代市长")]),
        ("云岭省财政厅党组书记、厅长", [("云岭省财政厅", "党组书记"), ("云岭省财政厅", "厅长")]),
        (
            "青山市委常委、组织部长兼市委党校校长",
            [("青山市委", "常委"), ("青山市委组织部", "部长"), ("青山市委党校", "校长")],
        ),
        ("清溪县龙门镇党委书记、镇长", [("清溪县龙门镇党委", "书记"), ("清溪县龙门镇人民政府", "镇长")]),
        ("云县副县长，县委常委", [("云县人民政府", "副县长"), ("云县县委", "常委")]),
        ("云岭省政协副秘书长，省林业厅副厅长", [("云岭省政协", "副秘书长"), ("云岭省林业厅", "副厅长")]),
        ("青山团市委书记、市青联主席", [("青山团市委", "书记"), ("青山市青联", "主席")]),
        ("中共青山地委副书记、行政公署专员", [("中共青山地委", "副书记"), ("青山地区行政公署", "专员")]),
        ("青山地区木材公司、建材公司统计员", [("青山地区木材公司", "统计员"), ("青山地区建材公司", "统计员")]),
        ("先后任云岭县水务局水管站技术员、县经贸局干事", [("云岭县水务局水管站", "技术员"), ("云岭县经贸局", "干事")]),
        ("在云岭省教育厅工作，历任科员、副主任科员", [("云岭省教育厅", "科员"), ("云岭省教育厅", "副主任科员")]),
        ("云岭大学管理学院教授、博士生导师", [("云岭大学管理学院", "教授"), ("云岭大学管理学院", "博士生导师")]),
        ("云岭煤业(集团)有限责任公司董事长", [("云岭煤业（集团）有限责任公司", "董事长")]),
        ("云岭经济开发区党工委书记、管委会主任", [("云岭经济开发区党工委", "书记"), ("云岭经济开发区管委会", "主任")]),
        ("云岭省总工会党组成员、副主席", [("云岭省总工会", "党组成员"), ("云岭省总工会", "副主席")]),
        ("西藏自治区党委常委、自治区副主席", [("西藏自治区党委", "常委"), ("西藏自治区人民政府", "副主席")]),
        ("云岭省委、省政府信访局局长", [("云岭省委、省政府信访局", "局长")]),
        ("云岭大学教务处处长，校长助理", [("云岭大学教务处", "处长"), ("云岭大学", "校长助理")]),
        ("云岭县公安局办公室主任、副局长", [("云岭县公安局办公室", "主任"), ("云岭县公安局", "副局长")]),
        ("云岭县粮食局工作", [("云岭县粮食局", "工作")]),
        ("解放军第九团战士、班长", [("解放军第九团", "战士"), ("解放军第九团", "班长")]),
    ],
)
def test_each_post_has_its_body(written: str, read: list[tuple[str, str]]) -> None:
    assert posts(f"1992.03-1994.07 {written}") == read


def test_the_body_as_written_is_kept_beside_the_one_spelled_out() -> None:
    first, second = only("2012.03--2012.06 云岭省青山市委副书记、代市长").tenures
    assert (first.organisation, second.organisation) == ("云岭省青山市委", "云岭省青山市")
    assert (first.acting, second.acting, second.chief) == (False, True, True)


def test_a_relative_name_takes_the_province_last_named() -> None:
    text = "1981.09-1990.01 云岭省水利厅科员\n1990.01-1995.01 省农信联社主任"
    assert posts(text)[1] == ("云岭省农信联社", "主任")


def test_posts_held_beside_are_tenures_with_their_times_and_study_is_none() -> None:
    line = only(
        "2006.02-2008.07 云岭县委副书记（其间：2006.03-2006.07在省委党校学习；2007.08-2007.12，挂职任东湖区区长助理）"
    )
    held = [(each.organisation, each.post, str(each.start), str(each.end), each.note) for each in line.tenures]
    assert held == [
        ("云岭县委", "副书记", "2006-02", "2008-07", ""),
        ("东湖区", "区长助理", "2007-08", "2007-12", "挂职"),
    ]


def test_remarks_in_brackets_belong_to_the_post_before_them() -> None:
    line = only("2016.01-2023 云岭省水利厅副厅长（正厅级），省水科院院长（兼），省河长办主任（至2021.09）")
    vice, school, office = line.tenures
    assert (vice.rank, school.concurrent, str(office.end)) == (5, True, "2021-09")
    assert (vice.concurrent, str(vice.end)) == (False, "2023")


def test_what_somebody_presided_over_is_a_note_and_a_nomination_no_post() -> None:
    line = only("2010.04-2014.06 青山市委副书记、提名为市长人选（其间：2011.03-2012.05主持青山市委工作）")
    assert [(held.post, held.note) for held in line.tenures] == [("副书记", "")]
    presided = only("2010.04-2014.06 青山市委副书记、市长（其间：2011.03-2012.05主持青山市委工作）")
    assert "主持青山市委工作" in presided.tenures[-1].note


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("1988.09-1992.07 云岭大学历史系历史学专业学习", Kind.STUDY),
        ("1988.09-1992.07 云岭大学历史系学生", Kind.STUDY),
        ("1985年07月毕业于云岭大学水利工程；", Kind.STUDY),
        ("1968.12-1970.03 清溪县下乡知青", Kind.OTHER),
        ("2015年03月，退休。", Kind.OTHER),
        ("第十三届全国人大代表，中共云岭省第九届委员会委员", Kind.CONGRESS),
        ("领导市人民政府全面工作。负责审计工作。", Kind.OTHER),
        ("2022年1月10日，青山市第七届人民代表大会第一次会议，选举赵某为青山市人民政府市长。", Kind.OTHER),
        ("经查，赵某利用担任青山市水务局局长等职务上的便利，为他人谋取利益。", Kind.OTHER),
        ("2013年至2021年，赵某在担任青山市市长、市委书记期间，多次接受宴请。", Kind.OTHER),
    ],
)
def test_a_line_that_states_no_post_says_of_what_kind_it_is(written: str, kind: Kind) -> None:
    line = only(written)
    assert line.kind is kind
    assert line.tenures == ()


def test_a_line_without_time_states_the_posts_of_now_or_of_some_time() -> None:
    now, once = read_resume("现任云岭省慈善总会会长。\n历任云岭大学学生；清溪县委干事、常委等职。").lines
    assert [(held.start, held.organisation, held.post) for held in now.tenures] == [(None, "云岭省慈善总会", "会长")]
    assert [held.post for held in once.tenures] == ["干事", "常委"]


def test_an_election_at_a_session_is_a_post_at_the_place() -> None:
    text = "2006.12 青山市委副书记\n2007年1月，在青山市第三届人民代表大会第一次会议上当选为市长"
    assert posts(text)[1] == ("青山市人民政府", "市长")


def test_what_is_not_understood_is_kept_in_pieces() -> None:
    line = only("1992.03-1994.07 云岭县水务局科员，闲云野鹤")
    assert line.not_understood == ("闲云野鹤",)
    assert [held.post for held in line.tenures] == ["科员"]


@pytest.mark.parametrize(
    ("written", "rank", "chief"),
    [
        ("浙江省人民政府省长", 3, True),
        ("浙江省委常委", 4, False),
        ("浙江省丽水市委书记", 5, True),
        ("浙江省杭州市市长", 4, True),
        ("浙江省水利厅副厅长", 6, False),
        ("浙江省丽水市云和县县长", 7, True),
        ("浙江省丽水市云和县水利局局长", 9, True),
        ("云岭县龙门镇党委副书记", 10, False),
        ("浙江省水利厅一级调研员", 7, False),
        ("浙江省委组织部部长", None, True),
        ("浙江省水利厅办公室主任", None, True),
        ("浙江大学校长", None, True),
        ("浙江省政府秘书长", None, False),
    ],
)
def test_a_rank_is_given_where_it_is_plain(written: str, rank: int | None, chief: bool) -> None:
    [held] = only(f"2001.01-2003.01 {written}").tenures
    assert (held.rank, held.chief) == (rank, chief)
