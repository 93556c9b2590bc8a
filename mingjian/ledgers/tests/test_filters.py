"""The filters of a ledger by column type and by rows picked, and the sums of the whole filter."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.search import stored
from mingjian.orgs.models import Organisation
from mingjian.search import index
from mingjian.search.index import NewDocument
from tests.cast import Offices, give, user
from tests.scope.rows import SINCE, Place, body, make

pytestmark = pytest.mark.django_db
LIST = "/findings/"


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


@pytest.fixture
def client(offices: Offices) -> Client:
    holder = user(offices.city)
    give(holder, offices.city, "clerk")
    client = Client()
    client.force_login(holder)
    return client


def finding(office: Any, **columns: Any) -> Finding:
    made: Any = make("finding", Place(office, org=columns.pop("org", None)))
    Finding.objects.filter(pk=made.pk).update(**columns)
    index.replace(stored([made.pk]))
    found: Finding = Finding.objects.get(pk=made.pk)
    return found


def shown(client: Client, query: str) -> set[int]:
    return {int(row.key) for row in client.get(f"{LIST}?{query}").context["table"].rows}


def named(offices: Offices, name: str) -> Organisation:
    row = body(office_ids=[offices.county.pk], office_paths=[offices.county.path])
    Organisation.objects.filter(pk=row.pk).update(name=name)
    document = NewDocument(
        kind="organisation", row_id=row.pk, title=name, name=name, on=SINCE, office_paths=(str(offices.county.path),)
    )
    index.replace([document])
    found: Organisation = Organisation.objects.get(pk=row.pk)
    return found


def test_several_values_of_a_choice(offices: Offices, client: Client) -> None:
    rows = [finding(offices.county, severity=at) for at in (1, 2, 3)]
    assert shown(client, "severity=2&severity=3&severity=9") == {rows[1].pk, rows[2].pk}
    chips = client.get(f"{LIST}?severity=2&severity=3").context["filter_bar"].chips
    assert [chip.label for chip in chips] == ["严重程度：较大、重大"]


def test_a_range_of_amounts_holds_its_ends_and_never_what_has_none(offices: Offices, client: Client) -> None:
    amounts = [None, Decimal(0), Decimal("100.50"), Decimal(1000)]
    rows = [finding(offices.county, amount=amount) for amount in amounts]
    assert shown(client, "amount_from=100.50&amount_to=1,000") == {rows[2].pk, rows[3].pk}
    assert shown(client, "amount_to=100") == {rows[1].pk}
    assert len(shown(client, "amount_from=much")) == 4


def test_a_written_column_is_searched_in_itself(offices: Offices, client: Client) -> None:
    one = finding(offices.county, responsible="财务科")
    finding(offices.county, description="财务科管理不严", responsible="办公室")
    assert shown(client, "responsible=财务") == {one.pk}
    assert len(shown(client, "q=财务科")) == 2


def test_a_body_is_picked_by_its_name_and_several_are_offered(offices: Offices, client: Client) -> None:
    finance, other = named(offices, "青山县财政局"), named(offices, "白水县财政局")
    one, _two = finding(offices.county, org=finance), finding(offices.county, org=other)
    assert shown(client, f"org={finance.pk}") == {one.pk}
    assert shown(client, "org=青山县财政局") == {one.pk}
    page = client.get(f"{LIST}?org=财政局")
    assert list(page.context["table"].rows) == []
    [pick] = [each for each in page.context["filter_bar"].filters if each.name == "org"]
    assert {option.label for option in pick.options} == {"青山县财政局", "白水县财政局"}
    offered = client.get(reverse("ledger-pick", args=["findings", "org"]), {"org": "青山"}).content.decode()
    assert "青山县财政局" in offered
    assert "白水" not in offered


def test_what_is_out_of_scope_is_neither_offered_nor_found(offices: Offices, client: Client) -> None:
    hidden = named(offices, "青山县财政局")
    Organisation.objects.filter(pk=hidden.pk).update(office_paths=[offices.other_line.path])
    assert client.get(f"{LIST}?org={hidden.pk}").status_code == 404
    assert client.get(f"{LIST}?office={offices.other_line.pk}").status_code == 404
    assert client.get(reverse("ledger-pick", args=["leads", "org"]), {"org": "青山"}).status_code == 403
    assert client.get(reverse("ledger-pick", args=["findings", "severity"])).status_code == 404


def test_an_office_stands_for_all_below_it(offices: Offices, client: Client) -> None:
    below, beside = finding(offices.township), finding(offices.sibling)
    assert shown(client, f"office={offices.county.pk}") == {below.pk}
    assert shown(client, f"office={offices.city.pk}") == {below.pk, beside.pk}


def test_the_sums_of_the_filter_go_over_all_its_pages(offices: Offices, client: Client) -> None:
    for at in range(60):
        finding(offices.county, amount=Decimal(10) if at % 2 else None)
    [(words, address)] = client.get(LIST).context["table"].footer_lines
    assert (words, address) == ("金额（元）：合计 300，平均 10（有数值 30 条）", "")


def test_every_order_offered_places_each_row_once(offices: Offices, client: Client) -> None:
    rows = {finding(offices.county, severity=at % 3 + 1, state="done" if at % 2 else "recorded").pk for at in range(6)}
    for sort in FINDINGS.sorts:
        assert shown(client, f"sort={sort.key}") == shown(client, f"sort=-{sort.key}") == rows
    ordered = client.get(f"{LIST}?sort=state").context["table"].rows
    assert [Finding.objects.get(pk=int(row.key)).state for row in ordered] == ["recorded"] * 3 + ["done"] * 3
