"""The ledger of leads from sheets: whom it accuses is joined, who reported is never read."""

import io
from datetime import date

import pytest
import xlsxwriter

from mingjian.leads.ledger import LEADS
from mingjian.leads.models import Accused, Lead
from mingjian.leads.reporters import INSTEAD, is_reporters
from mingjian.ledgers.actions import receive
from mingjian.ledgers.imports.keeping import kept as kept_content
from mingjian.ledgers.models import Batch, Staged
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.sheets.read import read
from mingjian.people.models import Person
from mingjian.people.tests.ground import People

HEADINGS = [
    "线索编号",
    "线索来源",
    "收件日期",
    "反映人",
    "联系电话",
    "被反映人",
    "被反映单位",
    "反映主要问题",
    "处置方式",
]
ROW = [
    "线2018-1",
    "巡视巡察中发现",
    "2018-05-03",
    "刘举报",
    "13800000000",
    "张伟（局长）",
    "云岭县水务局",
    "违规发放补贴",
    "初核",
]


def workbook(*rows: list[str], headings: list[str] = HEADINGS) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("台账")
    for at, row in enumerate([headings, *rows]):
        page.write_row(at, 0, row)
    book.close()
    return target.getvalue()


def imported(people: People, content: bytes) -> Batch:
    batch = receive(
        ledger=LEADS, office_id=people.office("county"), file_name="台账.xlsx", content=content, scope=people.scope
    )
    return read_batch(batch.pk, people.scope)


@pytest.mark.parametrize(
    ("heading", "reporters"),
    [
        ("反映人", True),
        ("举报人姓名", True),
        ("信访人/姓名", True),
        ("联系电话", True),
        ("被反映人", False),
        ("被反映人/姓名", False),
        ("被反映人联系电话", True),
        ("反映主要问题", False),
    ],
)
def test_it_tells_who_reports_from_who_is_reported(heading: str, reporters: bool) -> None:
    assert is_reporters(heading) is reporters


def test_who_reported_is_never_kept(people: People) -> None:
    batch = imported(people, workbook(ROW))
    kept = kept_content(batch)
    [table] = read(kept, "台账.xlsx")
    cells = [cell for _number, row in table.rows for cell in row]
    assert "张伟（局长）" in cells
    assert not {"刘举报", "13800000000"} & set(cells)
    assert list(batch.headings.values()).count(INSTEAD) == 2
    assert "刘举报" not in str(list(Staged.objects.values_list("values", flat=True)))


def test_a_sheet_with_reporters_alone_accuses_nobody(people: People) -> None:
    headings = ["线索编号", "线索来源", "收件日期", "反映人姓名", "被反映单位", "反映主要问题"]
    row = ["线2018-1", "信访举报", "2018-05-03", "刘举报", "云岭县水务局", "违规发放补贴"]
    batch = imported(people, workbook(row, headings=headings))
    commit_batch(batch.pk, people.scope)
    assert Lead.objects.get().org_id == people.bureau.pk
    assert not Accused.objects.exists()
    assert not Person.objects.filter(name="刘举报").exists()


def test_the_accused_is_joined_or_recorded(people: People) -> None:
    commit_batch(imported(people, workbook(ROW)).pk, people.scope)
    lead = Lead.objects.visible_to(people.scope).get()
    assert (lead.source, lead.disposal, lead.summary) == ("inspection", "preliminary_check", "违规发放补贴")
    accused = Accused.objects.get(lead=lead)
    assert (accused.name_as_written, accused.post_as_written) == ("张伟", "局长")
    assert lead.about_persons == [accused.person_id]


def test_the_same_file_again_changes_nothing(people: People) -> None:
    commit_batch(imported(people, workbook(ROW)).pk, people.scope)
    assert imported(people, workbook(ROW)).counts["unchanged"] == 1


def test_a_batch_can_be_undone_with_the_persons_it_brought(people: People) -> None:
    batch = imported(people, workbook(ROW))
    commit_batch(batch.pk, people.scope)
    undo_batch(batch.pk, people.scope, reason="误导入")
    assert not Lead.objects.exists()
    assert not Person.objects.exists()


def test_a_change_is_taken_and_given_back(people: People) -> None:
    commit_batch(imported(people, workbook(ROW)).pk, people.scope)
    changed = imported(people, workbook([*ROW[:-2], "违规发放津补贴三万元", "初核"]))
    assert changed.counts["changed"] == 1
    commit_batch(changed.pk, people.scope)
    assert Lead.objects.get().summary == "违规发放津补贴三万元"
    undo_batch(changed.pk, people.scope, reason="误导入")
    assert Lead.objects.get().summary == "违规发放补贴"


def test_a_period_is_read_to_its_last_day_and_known_again(people: People) -> None:
    headings, row = [*HEADINGS, "行为期间"], [*ROW, "2015.01-2016.03"]
    commit_batch(imported(people, workbook(row, headings=headings)).pk, people.scope)
    conduct = Lead.objects.get().conduct
    assert (conduct.lower, conduct.upper) == (date(2015, 1, 1), date(2016, 4, 1))
    assert imported(people, workbook(row, headings=headings)).counts["unchanged"] == 1


def test_whom_it_is_about_does_not_change_by_a_sheet(people: People) -> None:
    commit_batch(imported(people, workbook(ROW)).pk, people.scope)
    other = [*ROW[:5], "李四（副局长）", *ROW[6:]]
    assert imported(people, workbook(other)).counts["rejected"] == 1
