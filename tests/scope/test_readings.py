"""What pages show is recorded as read; who lacks the right is told so; the record and imports are gated like rows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import User
from mingjian.audit.actor import Actor
from mingjian.audit.models import Entry
from mingjian.audit.record import record
from mingjian.ledgers.models import Batch, Staged
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def holder_of(offices: Offices, where: str, *roles: str, **columns: Any) -> User:
    office = getattr(offices, where)
    holder = user(office, **columns)
    for role in roles:
        give(holder, office, role)
    return holder


def client_of(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def read(verb: str, holder: User) -> list[list[int]]:
    return [entry.ids for entry in Entry.objects.filter(verb=verb, actor_id=holder.pk)]


def test_opening_a_finding_to_edit_it_is_a_read(offices: Offices) -> None:
    row = make("finding", Place(offices.county))
    clerk = holder_of(offices, "county", "clerk")
    assert client_of(clerk).get(reverse("finding-edit", args=[row.pk])).status_code == 200
    assert read("finding.read", clerk) == [[row.pk]]


def test_opening_a_person_to_revise_them_is_a_read(offices: Offices) -> None:
    row = make("person", Place(offices.county))
    clerk = holder_of(offices, "county", "clerk")
    assert client_of(clerk).get(reverse("person-revise", args=[row.pk])).status_code == 200
    assert read("person.read", clerk) == [[row.pk]]


def test_the_findings_of_the_workbench_are_recorded_as_read(offices: Offices) -> None:
    row = make("finding", Place(offices.county))
    make("finding", Place(offices.sibling))
    clerk = holder_of(offices, "county", "clerk")
    client_of(clerk).get(reverse("home"))
    assert read("finding.list", clerk) == [[row.pk]]


@pytest.mark.parametrize(("kind", "name"), [("finding", "finding-edit"), ("person", "person-revise")])
def test_a_right_held_elsewhere_opens_no_form_here(kind: str, name: str, offices: Offices) -> None:
    row = make(kind, Place(offices.sibling))
    holder = holder_of(offices, "county", "clerk")
    client = client_of(holder)
    assert client.get(reverse(name, args=[row.pk])).status_code == 404
    give(holder, offices.sibling, "viewer")
    assert client.get(reverse(name, args=[row.pk])).status_code == 403
    assert read(f"{kind}.read", holder) == []


def test_a_ledger_one_may_not_read_is_refused_as_a_file(offices: Offices) -> None:
    client = client_of(holder_of(offices, "county", "clerk"))
    assert client.get(reverse("ledger-export", args=["leads", "csv"])).status_code == 403
    assert client.get(reverse("ledger-export", args=["findings", "pdf"])).status_code == 404


class TestRecord:
    """The record names rows and readers; it is read within one's own offices."""

    def shown(self, reader: User) -> set[str]:
        table = client_of(reader).get(reverse("audit-list")).context["table"]
        return {str(row.cells[1]) for row in table.rows}

    def test_it_is_read_within_one_s_offices(self, offices: Offices) -> None:
        mine, theirs, above = (holder_of(offices, where) for where in ("township", "sibling", "province"))
        for each in (mine, theirs, above):
            record("finding.read", actor=Actor(user_id=each.pk), kind="finding", ids=[1])
        record("finding.read", actor=Actor.named("nightly"), kind="finding", ids=[1])
        county = holder_of(offices, "county", "audit_administrator")
        province = holder_of(offices, "province", "audit_administrator")
        everybody = {mine.username, theirs.username, above.username}
        assert self.shown(county) & {*everybody, "nightly"} == {mine.username}
        assert self.shown(province) >= {*everybody, "nightly"}

    def test_no_filter_reaches_further(self, offices: Offices) -> None:
        theirs = holder_of(offices, "sibling")
        record("finding.read", actor=Actor(user_id=theirs.pk), kind="finding", ids=[77])
        client = client_of(holder_of(offices, "county", "audit_administrator"))
        for query in ({"user": theirs.username}, {"row": "77"}, {"verb": "finding.read"}):
            assert client.get(reverse("audit-list"), query).context["table"].rows == []


class TestImports:
    """The rows of a file on its way in are seen by those who may read the ledger, and not by those they are about."""

    def batch(self, offices: Offices, ledger: str, sender: User, org_id: int) -> Batch:
        found = Batch.objects.create(
            office=offices.county,
            office_path=offices.county.path,
            ledger=ledger,
            file_name="示例.xlsx",
            file_hash=b"",
            stage="staged",
            counts={"new": 1},
            user_id=sender.pk,
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        values = {"org_id": org_id, "summary": "示例内容", "description": "示例内容"}
        Staged.objects.create(batch=found, row_number=2, status="new", values=values)
        return found

    def opens(self, holder: User, batch: Batch) -> bool:
        client = client_of(holder)
        listed = any(each.pk == batch.pk for each in self.recent(client, batch))
        answers = {client.get(reverse("batch", args=[batch.pk])).status_code == 200, listed}
        assert len(answers) == 1
        return True in answers

    def recent(self, client: Client, batch: Batch) -> list[Batch]:
        answer = client.get(reverse("ledger-import", args=[batch.ledger]))
        return list(answer.context["batches"]) if answer.status_code == 200 else []

    def test_leads_on_their_way_are_for_readers_of_leads(self, offices: Offices) -> None:
        sender = holder_of(offices, "county", "office_head")
        batch = self.batch(offices, "leads", sender, body().pk)
        assert self.opens(sender, batch)
        assert self.opens(holder_of(offices, "city", "office_head"), batch)
        assert not self.opens(holder_of(offices, "county", "clerk"), batch)
        assert not self.opens(holder_of(offices, "county", "security_administrator"), batch)

    def test_a_file_is_kept_from_those_it_is_about(self, offices: Offices) -> None:
        own = body()
        sender = holder_of(offices, "county", "clerk")
        batch = self.batch(offices, "findings", sender, own.pk)
        assert self.opens(holder_of(offices, "county", "clerk"), batch)
        assert not self.opens(holder_of(offices, "county", "clerk", body_id=own.pk), batch)
        refused = client_of(holder_of(offices, "county", "clerk", body_id=own.pk))
        for step in ("commit", "discard", "undo"):
            assert refused.post(reverse("batch-step", args=[batch.pk, step]), {"reason": "x"}).status_code == 404
        assert refused.get(reverse("batch-rejected", args=[batch.pk])).status_code == 404

    def test_who_sent_a_file_keeps_it(self, offices: Offices) -> None:
        own = body()
        sender = holder_of(offices, "county", "clerk", body_id=own.pk)
        assert self.opens(sender, self.batch(offices, "findings", sender, own.pk))
