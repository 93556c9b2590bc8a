"""The ledger's page, a finding's page, editing, exporting: each through the gate."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl.worksheet.worksheet import Worksheet

from mingjian.audit.models import Entry
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import committed, row, workbook
from mingjian.people.tests.ground import People, sign_in

LIST = "/findings/"


@pytest.fixture
def findings(people: People) -> list[Finding]:
    rows = [
        row(
            问题编号=f"底稿{at:03}",
            问题描述=f"违规发放津补贴第{at}项",
            金额=at or None,
            涉及人=None,
            发现时间=f"2018-{at % 12 + 1:02}-03",
        )
        for at in range(120)
    ]
    committed(people, workbook(*rows))
    return list(Finding.objects.order_by("number"))


def numbers(response: Any) -> list[str]:
    rows = response.context["table"].rows
    return [str(each.cells[0]) for each in rows]


def test_every_page_is_reached_and_none_repeats(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    for sort in FINDINGS.sorts:
        for way in ("", "-"):
            url, seen = f"{LIST}?sort={way}{sort.key}", []
            while url:
                response = client.get(url)
                seen += numbers(response)
                following = response.context["pager"].next_url
                url = f"{LIST}{following}" if following else ""
            assert sorted(seen) == [finding.number for finding in findings], (sort.key, way)


def test_the_last_page_and_back(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    last = client.get(f"{LIST}?sort=number&last=1")
    assert numbers(last)[-1] == "底稿119"
    back = client.get(LIST + last.context["pager"].previous_url)
    assert numbers(back)[-1] == "底稿069"


def test_filters_alone_and_together(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    assert len(numbers(client.get(f"{LIST}?q=第7项"))) == 1
    response = client.get(f"{LIST}?found_on_from=2018-03-01&found_on_to=2018-03-31&finding_class=governance")
    assert len(numbers(response)) == 10
    assert [chip.label for chip in response.context["filter_bar"].chips]
    assert numbers(client.get(f"{LIST}?finding_class=policy")) == []
    assert numbers(client.get(f"{LIST}?finding_class=nonsense&sort=nonsense&after=nonsense"))


def test_the_number_of_queries_is_constant(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    client.get(LIST)
    counts = set()
    for query in ("", "?sort=amount", "?last=1", "?q=津补贴&state=rectifying", "?finding_class=governance"):
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST + query)
        counts.add(len(captured))
    assert len(counts) == 1, counts


def test_a_stranger_sees_nothing(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "sibling", "clerk")
    assert numbers(client.get(LIST)) == []
    assert client.get(f"/findings/{findings[0].pk}/").status_code == 404
    assert client.get(f"/findings/{findings[0].pk}/edit").status_code == 404
    assert client.post(f"/findings/{findings[0].pk}/finish").status_code == 404
    exported = b"".join(client.get("/ledgers/findings/export.csv"))
    assert "底稿".encode() not in exported


def test_the_list_is_recorded_with_the_ids_shown(people: People, findings: list[Finding], client: Client) -> None:
    user = sign_in(people, client, "county", "clerk")
    client.get(f"{LIST}?q=津补贴")
    entry = Entry.objects.filter(verb="finding.list", actor_id=user.pk).latest("id")
    assert len(entry.ids) == 50
    assert "津补贴" not in str(entry.detail)


def test_the_export_holds_the_filtered_rows_in_order(people: People, findings: list[Finding], client: Client) -> None:
    user = sign_in(people, client, "county", "clerk")
    response = client.get("/ledgers/findings/export.xlsx?sort=-number&found_on_from=2018-03-01&found_on_to=2018-03-31")
    page = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    assert isinstance(page, Worksheet)
    first = [page.cell(at, 1).value for at in range(6, 16)]
    assert first == sorted(first, reverse=True)
    marks = [str(cell.value) for (cell,) in page.iter_rows(min_col=1, max_col=1) if cell.value]
    assert any(user.username in mark for mark in marks)
    entry = Entry.objects.filter(verb="finding.export").latest("id")
    assert entry.count == 10


def test_a_reader_without_the_right_exports_nothing(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "viewer")
    assert client.get("/ledgers/findings/export.csv").status_code == 403
    assert client.get("/ledgers/findings/import").status_code == 403


def test_our_own_export_read_again_is_unchanged(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    content = b"".join(client.get("/ledgers/findings/export.xlsx"))
    assert committed(people, content).counts["unchanged"] == 120


def test_two_edit_one_finding_and_the_second_loses_nothing(
    people: People, findings: list[Finding], client: Client
) -> None:
    sign_in(people, client, "county", "clerk")
    url = f"/findings/{findings[0].pk}/edit"
    initial = client.get(url).context["form"].initial
    mine = {key: "" if value is None else value for key, value in initial.items()}
    assert client.post(url, {**mine, "basis": "第一人"}).status_code == 302
    second = client.post(url, {**mine, "basis": "第二人"})
    assert second.status_code == 409
    page = second.content.decode()
    assert "第一人" in page
    assert "第二人" in page
    assert Finding.objects.get(pk=findings[0].pk).basis == "第一人"
    again = second.context["form"].data.dict()
    assert client.post(url, again).status_code == 302
    assert Finding.objects.get(pk=findings[0].pk).basis == "第二人"


def test_a_finding_is_recorded_by_hand(people: People, client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    values = {
        "office": people.office("county"),
        "org": "W1",
        "finding_class": "governance",
        "severity": "3",
        "description": "违规接待",
        "found_on": "2018-05",
        "amount": "12.5万元",
        "manifestations": "甲\n乙",
    }
    assert client.post("/findings/record", {**values, "org": "无此单位"}).status_code == 422
    response = client.post("/findings/record", values)
    assert response.status_code == 302
    finding = Finding.objects.get()
    assert (str(finding.found_on), finding.found_precision, finding.severity) == ("2018-05-01", "month", 3)
    assert client.get(response["Location"]).status_code == 200


def test_striking_off_asks_why(people: People, findings: list[Finding], client: Client) -> None:
    sign_in(people, client, "county", "clerk")
    pk = findings[0].pk
    assert client.post(f"/findings/{pk}/finish").status_code == 302
    assert client.post(f"/findings/{pk}/close_out").status_code == 422
    assert client.post(f"/findings/{pk}/close_out", {"reason": "已复核"}).status_code == 302
    assert Finding.objects.get(pk=pk).state == "closed_out"
