"""Pages of imports: the list over all ledgers, the kept file, what was learned, the template, outcomes page by page."""

import hashlib
import io
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import Exclusion
from mingjian.audit.models import Entry
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import HEADINGS, committed, row, staged, workbook
from mingjian.ledgers.imports import outcomes
from mingjian.ledgers.imports.keeping import kept
from mingjian.ledgers.models import Batch, Learned, Upload
from mingjian.ledgers.work import commit_batch, read_batch
from mingjian.offices.models import Office
from mingjian.people.tests.ground import People, prepare
from tests.cast import give, user


@pytest.fixture
def people(db: None) -> People:
    return prepare()


@pytest.fixture
def clerk(people: People) -> Client:
    return clerk_of(people, "county")


def clerk_of(people: People, where: str) -> Client:
    office = Office.objects.get(pk=people.office(where))
    holder = user(office)
    give(holder, office, "clerk")
    client = Client()
    client.force_login(holder)
    return client


def test_the_file_is_kept_encrypted_and_comes_back_as_it_was(people: People, clerk: Client) -> None:
    content = workbook(row())
    batch = committed(people, content)
    stored = bytes(Upload.objects.get(batch=batch).content)
    assert content not in stored
    assert stored[:2] != b"PK"
    answer = clerk.get(reverse("batch-file", args=[batch.pk]))
    assert answer.content == content == kept(batch)
    assert hashlib.sha256(answer.content).digest() == bytes(batch.file_hash)
    assert answer["Content-Type"] == "application/octet-stream"
    assert Entry.objects.filter(verb="batch.download", ids=[batch.pk]).count() == 1


def test_nobody_else_gets_the_file_or_sees_the_import(people: People) -> None:
    batch = committed(people, workbook(row()))
    sibling = clerk_of(people, "sibling")
    assert sibling.get(reverse("batch-file", args=[batch.pk])).status_code == 404
    assert batch.file_name not in sibling.get(reverse("import-list")).content.decode()
    assert not Entry.objects.filter(verb="batch.download").exists()


def test_who_is_kept_from_a_body_gets_only_the_files_they_sent(people: People) -> None:
    batch = committed(people, workbook(row()))
    holder = user(Office.objects.get(pk=people.office("county")))
    give(holder, holder.office, "clerk")
    since = (date(2020, 1, 1), None)
    Exclusion.objects.create(user=holder, basis="conflict", valid=since, org_id=people.bank.pk)
    client = Client()
    client.force_login(holder)
    url = reverse("batch-file", args=[batch.pk])
    assert client.get(url).status_code == 404
    assert url not in client.get(reverse("batch", args=[batch.pk])).content.decode()
    Batch.objects.filter(pk=batch.pk).update(user_id=holder.pk)
    assert client.get(url).status_code == 200


def test_the_list_shows_every_import_and_filters_it(people: People, clerk: Client) -> None:
    committed(people, workbook(row()))
    waiting = staged(people, workbook(row(问题编号="底稿2")), "待定.xlsx")
    assert len(clerk.get(reverse("import-list")).context["table"].rows) == 2
    only = clerk.get(reverse("import-list") + "?stage=staged&ledger=findings").context["table"].rows
    assert [each.key for each in only] == [str(waiting.pk)]
    assert clerk.get(reverse("import-list") + "?own=1").context["table"].rows == []


def test_the_outcomes_are_shown_page_by_page_with_old_and_new(
    people: People, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "SHOWN", 2)
    committed(people, workbook(*[row(问题编号=f"底稿{at}") for at in range(5)]))
    batch = staged(people, workbook(*[row(问题编号=f"底稿{at}", 金额=8 + at) for at in range(5)], row(问题编号="新1")))
    url = reverse("batch", args=[batch.pk])
    seen: list[int] = []
    query = "?show=changed"
    while query:
        outcome = clerk.get(url + query).context["outcome"]
        seen += [line.number for line in outcome.lines]
        query = outcome.pager.next_url
    assert seen == [2, 3, 4, 5, 6]
    page = clerk.get(url + "?show=changed").content.decode()
    assert "<del>50000.00</del>" in page
    assert "<ins>80000.00</ins>" in page
    assert [line.number for line in clerk.get(url + "?show=new").context["outcome"].lines] == [7]


def test_the_page_of_a_batch_tells_what_was_seen_besides(people: People, clerk: Client) -> None:
    batch = staged(people, workbook(row(), ["合计", *[None] * 5, 7, None, None]))
    page = clerk.get(reverse("batch", args=[batch.pk])).content.decode()
    assert "70000.00" in page
    assert "50000.00" in page


def asked(people: People) -> int:
    """A batch whose sheet calls the description by a name nobody knows."""
    headings = ["事项概况" if heading == "问题描述" else heading for heading in HEADINGS]
    batch = staged(people, workbook(row(), headings=headings))
    assert batch.stage == "asking"
    return batch.pk


def test_a_heading_explained_once_is_read_by_itself_until_taken_back(people: People, clerk: Client) -> None:
    read_batch(asked(people), people.scope, answers={"description": 3}, remember=True)
    learned = Learned.objects.get()
    assert (learned.written, learned.meaning, learned.office_id) == ("事项概况", "description", people.office("county"))
    headings = ["事项概况" if heading == "问题描述" else heading for heading in HEADINGS]
    assert staged(people, workbook(row(), headings=headings)).stage == "staged"
    assert "事项概况" in clerk.get(reverse("learned-list")).content.decode()
    clerk.post(reverse("learned-forget", args=[learned.pk]))
    assert not Learned.objects.exists()
    assert Entry.objects.filter(verb="ledger.forget").exists()
    asked(people)


def test_without_the_wish_nothing_is_remembered(people: People) -> None:
    batch = read_batch(asked(people), people.scope, answers={"description": 3})
    assert batch.stage == "staged"
    assert not Learned.objects.exists()


def test_another_office_neither_sees_nor_takes_back_what_was_learned(people: People) -> None:
    read_batch(asked(people), people.scope, answers={"description": 3}, remember=True)
    sibling = clerk_of(people, "sibling")
    assert "事项概况" not in sibling.get(reverse("learned-list")).content.decode()
    assert sibling.post(reverse("learned-forget", args=[Learned.objects.get().pk])).status_code == 404
    assert Learned.objects.exists()


def test_the_template_holds_the_columns_lists_and_an_example_that_is_not_read(people: People, clerk: Client) -> None:
    content = clerk.get(reverse("ledger-template", args=["findings"])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    headings = [cell.value for cell in page[3]]
    assert headings == [str(column.words) for column in FINDINGS.read_columns]
    assert str(page.cell(4, 1).value).startswith("【示例】")
    lists = [rule.sqref for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) >= 5
    assert staged(people, content).counts == {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0}


def test_a_filled_template_is_read(people: People, clerk: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(reverse("ledger-template", args=["findings"])).content))
    page = book.worksheets[0]
    at = {str(cell.value): cell.column for cell in page[3]}
    words = {column.key: str(column.words) for column in FINDINGS.read_columns}
    values = {"number": "底稿1", "org": "云岭县水务局", "finding_class": "governance", "description": "违规"}
    for key, value in {**values, "found_on": "2018-05", "amount": 12}.items():
        page.cell(5, at[words[key]]).value = value
    filled = io.BytesIO()
    book.save(filled)
    batch = staged(people, filled.getvalue())
    assert batch.counts["new"] == 1
    commit_batch(batch.pk, people.scope)
    assert str(Finding.objects.get().amount) == "12.00"
