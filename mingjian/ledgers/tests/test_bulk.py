"""Changing many rows at once: previewed, refused row by row, written together, recorded, undone."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.ledgers.editing import preview, views
from mingjian.ledgers.models import BulkEdit
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """A clerk of the county who reads, not edits, in the sibling county; findings of both."""

    clerk: User
    own: list[Finding]
    other: Finding
    hidden: Finding
    client: Client

    def post(self, **given: Any) -> Any:
        return self.client.post(reverse("ledger-bulk", args=["findings"]), given)

    def preview(self, **given: Any) -> Any:
        rows = ",".join(str(each.pk) for each in (*self.own, self.other, self.hidden))
        return self.post(**{"rows": rows, "column": "responsible", "value": "财务科", **given})

    def confirm(self, seen: Any, **given: Any) -> Any:
        kept = {name: seen.context[name] for name in ("rows", "confirmed")}
        return self.post(
            query=seen.context["listed"], column=seen.context["column"].key, **seen.context["given"], **kept, **given
        )


@pytest.fixture
def desk() -> Desk:
    offices = Offices.found()
    clerk = user(offices.county)
    give(clerk, offices.county, "clerk")
    give(clerk, offices.sibling, "viewer")
    held = body(office_ids=[offices.county.pk], office_paths=[offices.county.path])
    own: list[Any] = [make("finding", Place(offices.county, org=held)) for _ in range(3)]
    other: Any = make("finding", Place(offices.sibling))
    hidden: Any = make("finding", Place(offices.other_line))
    client = Client()
    client.force_login(clerk)
    return Desk(clerk, own, other, hidden, client)


def responsible() -> list[str]:
    return list(Finding.objects.order_by("pk").values_list("responsible", flat=True))


def test_the_steps_ask_for_column_then_value(desk: Desk) -> None:
    first = desk.post(selected=[desk.own[0].pk, desk.own[1].pk])
    assert "column" in first.context["form"].fields
    assert first.context["rows"] == f"{desk.own[0].pk},{desk.own[1].pk}"
    second = desk.post(rows=first.context["rows"], column="severity")
    assert set(second.context["form"].fields) == {"value", "reason"}
    assert responsible() == [""] * 5


def test_the_preview_shows_each_row_and_who_stays_out_and_why(desk: Desk) -> None:
    Finding.objects.filter(pk=desk.own[2].pk).update(responsible="财务科")
    seen = desk.preview()
    changes, refusals = seen.context["changes"].rows, seen.context["refusals"].rows
    assert [row.cells for row in changes] == [[each.number, None, "财务科"] for each in desk.own[:2]]
    assert {row.key for row in refusals} == {str(desk.own[2].pk), str(desk.other.pk)}
    assert desk.hidden.number not in seen.content.decode()
    assert responsible() == ["", "", "财务科", "", ""]


def test_it_is_written_in_one_go_and_recorded_row_by_row(desk: Desk) -> None:
    answer = desk.confirm(desk.preview())
    made = BulkEdit.objects.get()
    assert answer["Location"] == reverse("bulk-edit", args=[made.pk])
    assert responsible() == ["财务科"] * 3 + ["", ""]
    ids = [each.pk for each in desk.own]
    for verb in ("bulk.edit", "finding.revise_many"):
        assert sorted(Entry.objects.get(verb=verb).ids) == ids
    assert Entry.objects.get(verb="bulk.edit").detail == {"edit": made.pk, "column": "responsible"}
    assert desk.client.get(answer["Location"]).status_code == 200


def test_the_undo_gives_every_row_its_former_value(desk: Desk) -> None:
    Finding.objects.filter(pk=desk.own[0].pk).update(responsible="办公室")
    desk.confirm(desk.preview())
    undo = reverse("bulk-undo", args=[BulkEdit.objects.get().pk])
    assert desk.client.post(undo).status_code == 422
    assert desk.client.post(undo, {"reason": "改错了"}).status_code == 302
    assert responsible()[:3] == ["办公室", "", ""]
    assert desk.client.post(undo, {"reason": "再来"}).status_code == 409


def test_nothing_is_undone_once_somebody_changed_a_row(desk: Desk) -> None:
    desk.confirm(desk.preview())
    Finding.objects.filter(pk=desk.own[1].pk).update(version=9)
    undo = reverse("bulk-undo", args=[BulkEdit.objects.get().pk])
    assert desk.client.post(undo, {"reason": "改错了"}).status_code == 409
    assert responsible()[:3] == ["财务科"] * 3


def test_a_row_saved_since_the_preview_stops_the_whole(desk: Desk) -> None:
    seen = desk.preview()
    Finding.objects.filter(pk=desk.own[0].pk).update(version=7)
    assert desk.confirm(seen).status_code == 409
    assert responsible() == [""] * 5
    assert not BulkEdit.objects.exists()


def test_only_who_made_it_sees_and_undoes_it(desk: Desk) -> None:
    desk.confirm(desk.preview())
    made = BulkEdit.objects.get()
    colleague = user(desk.clerk.office)
    give(colleague, desk.clerk.office, "clerk")
    client = Client()
    client.force_login(colleague)
    assert client.get(reverse("bulk-edit", args=[made.pk])).status_code == 404
    assert client.post(reverse("bulk-undo", args=[made.pk]), {"reason": "x"}).status_code == 404


def test_class_and_sub_class_are_not_set_apart(desk: Desk) -> None:
    Finding.objects.filter(pk=desk.own[0].pk).update(subclass="policy.study")
    seen = desk.preview(column="finding_class", value="governance", reason="重新归类")
    assert {row.key for row in seen.context["changes"].rows} == {str(each.pk) for each in desk.own[1:]}
    assert str(desk.own[0].pk) in {row.key for row in seen.context["refusals"].rows}


def test_some_columns_ask_why_and_the_record_keeps_it_encrypted(desk: Desk) -> None:
    assert desk.preview(column="severity", value="3").status_code == 422
    assert desk.confirm(desk.preview(column="severity", value="3", reason="复核认定")).status_code == 302
    assert {each.severity for each in Finding.objects.filter(pk__in=[row.pk for row in desk.own])} == {3}
    entry = Entry.objects.get(verb="bulk.edit")
    assert entry.sealed_text is not None
    assert "复核认定" not in str(entry.detail)


@pytest.mark.parametrize(
    ("column", "value"),
    [("severity", "9"), ("due_on", "不详的一天"), ("immediate_fix", "也许"), ("handlers", "长" * 501)],
)
def test_a_value_that_is_none_is_refused_in_the_form(desk: Desk, column: str, value: str) -> None:
    answer = desk.preview(column=column, value=value, reason="因故")
    assert answer.status_code == 422
    assert "value" in answer.context["form"].errors


def test_a_date_and_an_emptied_text_are_set_and_undone(desk: Desk) -> None:
    desk.confirm(desk.preview(column="due_on", value="2027-03-31", reason="顺延"))
    assert {str(each.due_on) for each in Finding.objects.filter(pk__in=[row.pk for row in desk.own])} == {"2027-03-31"}
    desk.confirm(desk.preview(column="due_on", value="", reason="撤回期限"))
    assert {each.due_on for each in Finding.objects.all()} == {None}
    last = BulkEdit.objects.latest("pk")
    desk.client.post(reverse("bulk-undo", args=[last.pk]), {"reason": "误撤"})
    assert Finding.objects.filter(due_on="2027-03-31").count() == 3


def test_the_state_is_not_among_what_is_set_so(desk: Desk) -> None:
    assert "column" in desk.preview(column="state", value="done").context["form"].fields
    assert {each.state for each in Finding.objects.all()} == {"recorded"}


def test_all_rows_of_a_filter_up_to_the_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = desk.post(all="1", query="severity=1&sort=-number")
    assert whole.context["rows"].split(",") == [str(each.pk) for each in (desk.other, *reversed(desk.own))]
    monkeypatch.setattr(views, "MOST_ROWS", 2)
    assert desk.post(all="1", query="").status_code == 422
    assert desk.post(selected=[each.pk for each in desk.own]).status_code == 422
    assert desk.post(selected=[]).status_code == 422


def test_a_reader_and_a_ledger_without_the_rule_change_nothing(desk: Desk) -> None:
    reader = user(desk.clerk.office)
    give(reader, desk.clerk.office, "viewer")
    client = Client()
    client.force_login(reader)
    assert client.post(reverse("ledger-bulk", args=["findings"]), {"selected": [1]}).status_code == 403
    assert "select-form" not in client.get("/findings/").content.decode()
    assert desk.client.post(reverse("ledger-bulk", args=["persons"]), {"selected": [1]}).status_code == 404


def test_the_preview_asks_a_constant_number_of_queries(desk: Desk, django_assert_num_queries: Any) -> None:
    scope = build(desk.clerk)
    for rows in (desk.own[:1], desk.own):
        with django_assert_num_queries(4):
            preview.preview(FINDINGS, [each.pk for each in rows], FINDINGS.column("subclass"), None, scope)
