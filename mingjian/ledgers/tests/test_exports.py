"""Files taken from a ledger: numbered, recorded, hashed, marked, with the page's rows, columns and order."""

import csv
import hashlib
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.ledgers.exports import taking
from mingjian.ledgers.models import Export
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


@pytest.fixture
def clerk(offices: Offices) -> User:
    for _ in range(3):
        make("finding", Place(offices.county))
    holder = user(offices.county)
    give(holder, offices.county, "clerk")
    return holder


def client_of(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def take(client: Client, form: str = "csv", query: str = "") -> bytes:
    answer: Any = client.get(reverse("ledger-export", args=["findings", form]) + query)
    assert answer.status_code == 200
    return b"".join(answer)


def test_each_office_numbers_its_own_exports_of_a_year(offices: Offices, clerk: User) -> None:
    other = user(offices.sibling)
    give(other, offices.sibling, "clerk")
    for holder in (clerk, clerk, other):
        take(client_of(holder))
    numbers = Export.objects.order_by("pk").values_list("office_id", "year", "number")
    assert list(numbers) == [
        (offices.county.pk, YEAR, 1),
        (offices.county.pk, YEAR, 2),
        (offices.sibling.pk, YEAR, 1),
    ]


def test_what_was_taken_is_known_by_its_hash(clerk: User) -> None:
    content = take(client_of(clerk), "xlsx")
    kept = Export.objects.get()
    assert bytes(kept.sha256 or b"") == hashlib.sha256(content).digest()
    assert (kept.size, kept.count, kept.form, kept.user_id) == (len(content), 3, "xlsx", clerk.pk)
    assert Entry.objects.filter(verb="export.finish", ids=[kept.pk]).exists()
    assert Entry.objects.get(verb="finding.export").detail["export"] == kept.pk


def test_a_file_that_is_broken_off_keeps_its_number_and_has_no_hash(offices: Offices, clerk: User) -> None:
    kept: Any = make("export", Place(offices.county))
    pieces = taking.hashed(iter([b"one", b"two"]), kept, build(clerk))
    assert next(pieces) == b"one"
    pieces.close()
    kept.refresh_from_db()
    assert (kept.sha256, kept.size) == (None, None)
    page = client_of(clerk).get(reverse("export-list")).content.decode()
    assert "未完成" in page


def test_it_holds_the_columns_of_the_page_in_their_order(clerk: User) -> None:
    query = "?columns=number&columns=severity&columns=description&sort=-number"
    page = client_of(clerk).get(f"/findings/{query}")
    table = list(csv.reader(io.StringIO(take(client_of(clerk), "csv", query).decode("utf-8-sig"))))
    assert table[0] == [str(column.label) for column in page.context["table"].shown]
    assert [row[0] for row in table[1:]] == [str(row.cells[0]) for row in page.context["table"].rows]
    assert len(table) == 4


def test_the_links_of_the_page_ask_for_what_it_shows(clerk: User) -> None:
    page = client_of(clerk).get("/findings/?columns=number&columns=amount&severity=1")
    [link] = [action.url for action in page.context["actions"] if "export.csv" in action.url]
    assert "columns=number&columns=amount" in link
    assert "severity=1" in link


def test_the_workbook_says_who_took_what_when_and_has_room_to_sign(clerk: User) -> None:
    with override_settings(DEMO=True):
        content = take(client_of(clerk), "xlsx", "?severity=1&severity=2&q=示例问题")
    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    lines = [str(row[0].value) for row in book.active.iter_rows(max_col=1) if row[0].value]
    sign = Export.objects.get().sign
    assert lines[0] == "问题台账"
    assert "一般、较大" in lines[1]
    assert "示例问题" in lines[1]
    assert clerk.office.name in lines[3]
    assert clerk.display_name in lines[3]
    assert sign in lines[3]
    assert all(words in lines[-3] for words in ("填表人", "审核人", "日期"))
    assert lines[-2] == "虚构演示数据"
    assert sign in lines[-1]
    assert clerk.username in lines[-1]
    assert sign in book.properties.identifier
    assert sign in book.active.oddFooter.left.text


def test_csv_has_its_number_in_the_name_and_nothing_but_rows(clerk: User) -> None:
    with override_settings(DEMO=True):
        answer: Any = client_of(clerk).get(reverse("ledger-export", args=["findings", "csv"]))
    content = b"".join(answer)
    kept = Export.objects.get()
    name = f"虚构演示数据-问题台账-{kept.sign}-{timezone.localtime(kept.at):%Y%m%d-%H%M}.csv"
    assert answer["Content-Disposition"] == content_disposition_header(True, name)
    assert content.startswith("\ufeff问题编号".encode())
    assert len(content.decode().splitlines()) == 4


def test_free_text_is_kept_encrypted_only(clerk: User) -> None:
    take(client_of(clerk), "csv", "?q=示例问题&severity=1")
    kept = Export.objects.get()
    assert kept.filters == ["严重程度：一般", "包含文字"]
    assert "示例" not in str(Entry.objects.get(verb="finding.export").detail)


def test_too_many_rows_for_a_workbook_are_refused_before_anything_is_numbered(clerk: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(taking, "MOST_ROWS", 2)
    answer = client_of(clerk).get(reverse("ledger-export", args=["findings", "xlsx"]))
    assert answer.status_code == 422
    assert not Export.objects.exists()
    take(client_of(clerk), "csv")


def test_exports_are_listed_to_those_who_export_there_and_read_the_ledger(offices: Offices, clerk: User) -> None:
    take(client_of(clerk))
    colleague, head, sibling, leads = (
        user(where) for where in (offices.county, offices.city, offices.sibling, offices.county)
    )
    for holder, role in ((colleague, "clerk"), (head, "office_head"), (sibling, "clerk"), (leads, "viewer")):
        give(holder, holder.office, role)
    listed = {
        holder.pk: client_of(holder).get(reverse("export-list")) for holder in (clerk, colleague, head, sibling, leads)
    }
    shown = {pk: len(answer.context["table"].rows) for pk, answer in listed.items() if answer.status_code == 200}
    assert shown == {clerk.pk: 1, colleague.pk: 1, head.pk: 1, sibling.pk: 0}
    assert listed[leads.pk].status_code == 403


def test_an_export_about_a_body_is_kept_from_its_own_people(offices: Offices, clerk: User) -> None:
    own: Any = body(office_ids=[offices.county.pk], office_paths=[offices.county.path])
    take(client_of(clerk), "csv", f"?org={own.pk}")
    of_the_body = user(offices.county, body_id=own.pk)
    give(of_the_body, offices.county, "clerk")
    assert len(client_of(clerk).get(reverse("export-list")).context["table"].rows) == 1
    assert len(client_of(of_the_body).get(reverse("export-list")).context["table"].rows) == 0


def test_the_list_is_found_by_number_and_ledger_and_recorded(clerk: User) -> None:
    for _ in range(3):
        take(client_of(clerk))
    client = client_of(clerk)
    rows = client.get(reverse("export-list") + "?number=2&ledger=findings").context["table"].rows
    assert [row.cells[0] for row in rows] == [f"导〔{YEAR}〕2号"]
    assert client.get(reverse("export-list") + "?ledger=leads").context["table"].rows == []
    assert Entry.objects.filter(verb="export.list", actor_id=clerk.pk).latest("id").ids == []
