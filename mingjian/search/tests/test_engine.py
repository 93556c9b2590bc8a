"""Finding: terms, filters, names, orders, pages, counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingjian.lib.cursor import BadCursor
from mingjian.search import statements
from mingjian.search.engine import search
from mingjian.search.errors import BadQuery
from mingjian.search.index import add, remove, replace
from mingjian.search.models import Document
from mingjian.search.tests.ground import KINDS as ALL_KINDS
from mingjian.search.tests.ground import ROOT, document, found, store, within

pytestmark = pytest.mark.django_db


def test_it_finds_any_two_characters_whatever_their_width_script_and_spaces() -> None:
    rows = store(document("違規發放津貼", "金額１２萬元　ＡＢＣ公司"))
    for query in ("规发", "違規", "津 贴".replace(" ", ""), "12万", "１２萬", "abc公", "Ｂc", "万元A".replace("A", "")):
        assert found(query) == rows, query
    assert found("发津") == []


def test_no_term_goes_across_the_end_of_the_title() -> None:
    store(document("挪用公款", "专项检查"))
    assert found("款专") == []


def test_all_terms_are_required_and_one_of_alternatives() -> None:
    both, first, second = store(document("贷款和授信"), document("贷款"), document("授信"))
    assert found("贷款 授信") == [both]
    assert set(found("贷款 OR 授信")) == {both, first, second}
    assert found("贷款 -授信") == [first]
    assert found("贷 授信") == [both]


def test_a_term_of_common_parts_is_not_found_where_only_the_parts_are() -> None:
    whole, _parts = store(document("党委书记"), document("党委书画与书记"))
    assert found("党委书记") == [whole]
    assert found("书记 -党委书记") == [_parts]


def test_names_are_found_by_pinyin_and_initials() -> None:
    row = store(document("单晓燕", kind="person", name="单晓燕"))
    store(document("其他", kind="person", name="王大山"))
    for query in ("shanxiaoyan", "ShanXiao", "sxy", "xiaoyan", "shan xiaoyan", "sx"):
        assert found(query) == row, query
    assert found("hanx") == row
    assert found("xy") == []


def test_a_body_is_found_by_each_of_its_names() -> None:
    row = store(document("昆明银行", kind="organisation", name="昆明银行\n春城商业银行"))
    assert found("kmyh") == found("chuncheng") == row


def test_filters_narrow() -> None:
    a, b = store(
        document("贷款", on=date(2015, 1, 1), state="open", org_id=7),
        document("贷款", on=date(2018, 1, 1), state="done", org_id=8),
    )
    assert found("贷款 year:2015") == [a]
    assert found("year:2015-2018") == [b, a]
    assert found("贷款 year:1000-9999") == [b, a]
    with pytest.raises(BadQuery, match="state"):
        search("state:没有", within(ROOT))
    with pytest.raises(BadQuery, match="kind"):
        search("kind:没有", within(ROOT))
    with pytest.raises(BadQuery, match="division"):
        search("地区:没有", within(ROOT))


def test_a_walk_begins_where_the_years_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "GATHER", 0)
    monkeypatch.setattr(statements, "CAP", 1)
    monkeypatch.setattr(statements, "STRIDE", 4)
    old = store(*[document("贷款", on=date(2015, 6, day)) for day in range(1, 4)])
    store(*[document("贷款", on=date(2020, 6, 1)) for _ in range(9)])
    assert found("贷款 year:2014-2015") == old[::-1]
    assert found("year:2015") == old[::-1]


def test_an_organisation_named_in_a_filter_must_be_in_scope() -> None:
    store(document("滇池银行", kind="organisation", row_id=7, org_id=7))
    row = store(document("违规放贷", org_id=7))
    assert found("放贷 单位:滇池银行") == row
    assert found("放贷 单位:滇池") == row
    with pytest.raises(BadQuery, match="organisation"):
        search("放贷 单位:滇池银行", within("1.9"))


def test_newest_come_first_and_relevance_puts_names_before_texts() -> None:
    whole, title, text = store(
        document("张三", kind="person", name="张三", on=date(2001, 1, 1)),
        document("关于张三的报告", on=date(2002, 1, 1)),
        document("报告", "其中张三负责", on=date(2003, 1, 1)),
    )
    assert found("张三") == [text, title, whole]
    assert found("张三", order="relevance") == [whole, title, text]
    assert found("zhangsan", order="relevance")[0] == whole


def test_pages_neither_repeat_nor_omit(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = store(*[document("贷款", on=date(2018, 1, 1 + number // 5)) for number in range(23)])
    for gather in (20_000, 0):
        monkeypatch.setattr(statements, "GATHER", gather)
        for order in ("date", "relevance"):
            seen = found("贷款", order=order)
            assert len(seen) == len(set(seen)) == 23
            assert set(seen) == set(rows)


def test_a_cursor_belongs_to_its_question() -> None:
    store(*[document("贷款授信") for _ in range(5)])
    after = search("贷款", within(ROOT), limit=2).next
    assert search("贷款", within(ROOT), after=after, limit=2).hits
    for query, order in (("授信", "date"), ("贷款", "relevance"), ("贷款 year:2018", "date")):
        with pytest.raises(BadCursor):
            search(query, within(ROOT), order, after)


@pytest.mark.parametrize(
    ("gather", "rare", "cap"), [(20_000, 3_000, 10_000), (0, 0, 10_000), (0, 0, 4), (20_000, 0, 4)]
)
def test_counts_by_kind_are_exact_up_to_the_cap(
    monkeypatch: pytest.MonkeyPatch, gather: int, rare: int, cap: int
) -> None:
    monkeypatch.setattr(statements, "GATHER", gather)
    monkeypatch.setattr(statements, "RARE", rare)
    monkeypatch.setattr(statements, "CAP", cap)
    numbers = {kind: number for number, kind in enumerate(ALL_KINDS, 1)}
    store(*[document("贷款", kind=kind) for kind, number in numbers.items() for _ in range(number)])
    store(*[document("贷款", kind=kind, paths=["1.9"]) for kind in numbers])
    page = search("贷款", within("1.2"))
    assert page.counts == {kind: min(number, cap + 1) for kind, number in numbers.items()}


def test_hits_are_marked() -> None:
    store(document("違規發放津貼", "其中違規金額"))
    hit = search("违规", within(ROOT)).hits[0]
    assert [text for text, marked in hit.title if marked] == ["違規"]
    assert [text for text, marked in hit.body if marked] == ["違規"]


def test_what_is_removed_or_replaced_is_found_no_more() -> None:
    (row,) = store(document("贷款风险"))
    before = Document.objects.get().pk
    replace([document("授信风险", row_id=row[1]), document("授信")])
    assert found("贷款") == []
    assert found("授信 风险") == [row]
    assert Document.objects.get(row_id=row[1]).pk == before
    assert remove("finding", [row[1]]) == 1
    assert found("风险") == []


def test_a_batch_is_stored_by_copy_and_merged_once() -> None:
    documents = [document(f"贷款{number}") for number in range(400)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        add(documents)
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) == 4
    assert len(search("贷款 399", within(ROOT)).hits) == 1


@pytest.mark.parametrize("query", ["贷款", "贷款 授信", "zhangsan", "贷款 year:2018"])
def test_a_search_asks_few_questions(query: str) -> None:
    store(document("贷款"))
    with CaptureQueriesContext(connection) as queries:
        search(query, within(ROOT))
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) <= 4


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE search_document; --",
        "a' & 'b",
        "贷款' | '授信",
        "\\\\' :*",
        "!!贷款 & (",
        "%%_% __",
        "贷款\x00授信",
        "\ud800贷款",
        "<-> 贷款:A",
        "k:lead o:1",
        "~za ~zh",
        "｀'＇\\＼",
        "{}[]()<>?*+",
        "👨‍👩‍👧‍👦 家庭",
        "ﷺﷺ",
        "%s %(x)s {0}",
    ],
)
def test_hostile_queries_find_nothing_and_break_nothing(typed: str) -> None:
    store(document("专项工作"))
    assert found(typed) == []
    assert found("专项") != []


def test_signs_in_a_text_are_found_as_they_stand() -> None:
    row = store(document("A'B\\C & D|E !F (G) 100%_x"))
    for query in ("a'b", "b\\c", "d|e", "!f", "(g", "%_", "100%"):
        assert found(query) == row, query


def test_no_text_can_forge_a_mark() -> None:
    store(document("k:lead o:1 o:9 g:7 ~zs", paths=["1.9"]))
    assert found("lead", within("1.2")) == []
    assert found("zs", within("1.9")) != []


def test_a_scope_that_holds_nothing_finds_nothing() -> None:
    store(document("贷款"))
    page = search("贷款", within())
    assert (page.hits, dict(page.counts), page.next) == ([], {}, "")
