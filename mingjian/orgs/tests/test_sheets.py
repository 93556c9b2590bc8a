"""单位名册 from sheets: new bodies in any order, corrections, dated changes, old names, the undo."""

import csv
import io
from collections.abc import Sequence

from mingjian.ledgers.actions import receive
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.offices.actions import FormerNameRow, add_former_names
from mingjian.orgs.actions import rename
from mingjian.orgs.ledger import ORGANISATIONS
from mingjian.orgs.models import Organisation, OrganisationName, Succession
from mingjian.orgs.tests.ground import Ground, day, system

HEADINGS = ("单位名称", "单位代码", "单位类型", "单位层级", "行政区划", "上级单位", "成立时间", "变更日期", "变更依据")


def staged(ground: Ground, *rows: Sequence[str]) -> Batch:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    content = text.getvalue().encode("utf-8-sig")
    office = ground.offices["county"]
    batch = receive(ledger=ORGANISATIONS, office_id=office, file_name="表.csv", content=content, scope=ground.scope)
    return read_batch(batch.pk, ground.scope)


def committed(ground: Ground, *rows: Sequence[str]) -> Batch:
    batch = staged(ground, *rows)
    assert reasons(batch) == []
    return commit_batch(batch.pk, ground.scope)


def reasons(batch: Batch) -> list[dict[str, str]]:
    rows = Staged.objects.filter(batch=batch, status="rejected").order_by("row_number")
    return list(rows.values_list("reasons", flat=True))


def line(name: str, code: str, superior: str = "", since: str = "2001", **more: str) -> Sequence[str]:
    return (name, code, "事业单位", "县级", "五华区", superior, since, more.get("on", ""), more.get("basis", ""))


def test_a_unit_may_stand_above_its_superior_in_the_sheet(ground: Ground) -> None:
    batch = committed(ground, line("某中心分站", "N2", "N1"), line("某中心", "N1"))
    assert batch.counts["new"] == 2
    below = Organisation.objects.get(code="N2")
    assert below.superior is not None
    assert (below.superior.code, below.division_id, below.start_precision) == ("N1", "530102", "year")
    undo_batch(batch.pk, ground.scope, reason="误传")
    assert not Organisation.objects.exists()


def test_the_same_sheet_again_changes_nothing(ground: Ground) -> None:
    rows = (line("某中心", "N1"), line("某中心分站", "N2", "某中心"))
    committed(ground, rows[0])
    committed(ground, rows[1])
    assert committed(ground, *rows).counts["unchanged"] == 2


def test_a_division_is_found_by_its_retired_name(ground: Ground) -> None:
    keeper = system(*ground.paths.values())
    add_former_names(rows=[FormerNameRow("530102", "老五华", 1999)], scope=keeper)
    row = ("某中心", "N1", "事业单位", "县级", "老五华", "", "2001", "", "")
    committed(ground, row)
    assert Organisation.objects.get().division_id == "530102"


def test_another_name_needs_its_day_and_is_then_a_renaming(ground: Ground) -> None:
    committed(ground, line("某中心", "N1"))
    assert [sorted(each) for each in reasons(staged(ground, line("新中心", "N1")))] == [["name"]]
    batch = committed(ground, line("新中心", "N1", on="2018-10", basis="机构改革方案"))
    row = Organisation.objects.get()
    assert (row.name, Succession.objects.get().basis) == ("新中心", "机构改革方案")
    assert OrganisationName.objects.filter(name="某中心").exists()
    undo_batch(batch.pk, ground.scope, reason="误传")
    assert Organisation.objects.get().name == "某中心"


def test_another_superior_is_a_move(ground: Ground) -> None:
    committed(ground, line("甲", "N1"), line("乙", "N2"), line("丙", "N3", "N1"))
    batch = committed(ground, line("丙", "N3", "N2", on="2018-10"))
    assert batch.counts["changed"] == 1
    moved = Organisation.objects.get(code="N3")
    assert moved.superior is not None
    assert moved.superior.code == "N2"


def test_a_body_without_code_is_found_by_a_name_it_bore(ground: Ground) -> None:
    committed(ground, line("某中心", "N1"))
    body = Organisation.objects.get()
    rename(organisation=body, name="新中心", on=day("2018"), basis="改革", scope=ground.scope)
    batch = committed(ground, ("某中心", "", "公立医院", "", "", "", "", "", ""))
    assert batch.counts["changed"] == 1
    row = Organisation.objects.get()
    assert (row.kind, row.name) == ("hospital", "新中心")


def test_what_does_not_hold_is_rejected_with_the_reason(ground: Ground) -> None:
    rows = (line("某所", ""), line("某站", "N9", "没有的局"), ("某院", "N8", "", "", "没有的区", "", "", "", ""))
    found = [sorted(each) for each in reasons(staged(ground, *rows))]
    assert found[:2] == [["code"], ["superior"]]
    assert "division" in found[2]
