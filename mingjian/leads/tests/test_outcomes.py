"""Outcomes: influence by rule, completing, revoking, correcting, sheets, pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.flow.models import Change, DeadlineRule
from mingjian.leads.actions import (
    NewOutcome,
    OutcomeChange,
    correct,
    record_outcomes,
    revise_outcomes,
    revoke,
)
from mingjian.leads.deadlines import influence_code
from mingjian.leads.grades import grade_of
from mingjian.leads.models import Outcome
from mingjian.leads.outcome_ledger import OUTCOMES
from mingjian.leads.sections import of_person
from mingjian.leads.tests.test_leads import a_lead
from mingjian.leads.tests.test_ledger import workbook
from mingjian.ledgers.actions import receive
from mingjian.ledgers.models import Batch
from mingjian.ledgers.work import commit_batch, read_batch, undo_batch
from mingjian.lib.errors import Invalid, NotAllowed, Stale, WrongState
from mingjian.line.models import Edge
from mingjian.people.models import Person
from mingjian.people.tests.ground import People, sign_in
from mingjian.search.models import Document

DAY = date(2018, 4, 3)
HEADINGS = ["处分类别", "处理措施", "姓名", "单位", "决定日期", "文号", "四种形态", "行为期间"]
ROW = [
    "党纪处分",
    "党内严重警告",
    "张伟（局长）",
    "云岭县水务局",
    "2018-04-03",
    "云纪〔2018〕3号",
    "第二种形态",
    "2015.01-2016.03",
]


def an_outcome(people: People, **values: Any) -> Outcome:
    given = {"kind": "party_sanction", "measure": "党内警告", "form": 2, "org_id": people.bureau.pk, "decided_on": DAY}
    row = NewOutcome(people.office("county"), **{**given, **values})
    return Outcome.objects.get(pk=record_outcomes(rows=[row], scope=people.scope)[0])


@pytest.mark.parametrize(
    ("kind", "measure", "until"),
    [
        ("party_sanction", "党内警告", date(2019, 4, 3)),
        ("party_sanction", "党内严重警告", date(2019, 10, 3)),
        ("party_sanction", "留党察看一年", date(2022, 4, 3)),
        ("admin_sanction", "警告", date(2018, 10, 3)),
        ("admin_sanction", "记大过", date(2019, 10, 3)),
        ("admin_sanction", "政务撤职", date(2020, 4, 3)),
        ("admin_sanction", "开除", None),
        ("org_measure", "诫勉", None),
    ],
)
def test_a_sanction_has_influence_as_long_as_its_rule_says(
    kind: str, measure: str, until: date | None, people: People
) -> None:
    assert an_outcome(people, kind=kind, measure=measure).influence_until == until


def test_the_rule_is_configuration_and_a_day_given_stands(people: People) -> None:
    DeadlineRule.objects.filter(code=influence_code("party_sanction", "党内警告")).update(amount=18)
    assert an_outcome(people).influence_until == date(2019, 10, 3)
    assert an_outcome(people, influence_until=date(2018, 9, 1)).influence_until == date(2018, 9, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"measure": " "},
        {"form": 7},
        {"kind": "clarification", "form": 1},
        {"decided_on": date(2999, 1, 1)},
        {"org_id": None},
        {"conduct": (date(2018, 1, 2), date(2018, 1, 1))},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any], people: People) -> None:
    with pytest.raises(Invalid):
        an_outcome(people, **wrong)
    assert not Outcome.objects.exists()


def test_completing_keeps_what_it_was(people: People) -> None:
    outcome = an_outcome(people)
    change = OutcomeChange(outcome.pk, 1, {"document_number": "云纪〔2018〕3号", "amount": Decimal("10.00")})
    revise_outcomes(changes=[change], scope=people.scope, reason="补文号")
    kept = Change.objects.get(kind="outcome")
    assert kept.before == {"document_number": "", "amount": None}
    assert kept.after == {"document_number": "云纪〔2018〕3号", "amount": "10.00"}
    with pytest.raises(Stale):
        revise_outcomes(changes=[change], scope=people.scope)
    with pytest.raises(ValueError, match="decided_on"):
        revise_outcomes(changes=[OutcomeChange(outcome.pk, 2, {"decided_on": DAY})], scope=people.scope)


def test_a_revoked_outcome_counts_nowhere_and_keeps_its_row(people: People) -> None:
    person = people.person("张伟")
    outcome = an_outcome(people, person_id=person.pk)
    with pytest.raises(NotAllowed):
        revoke(outcome=outcome, reason="复查撤销", scope=people.reader("county"))
    with pytest.raises(Invalid):
        revoke(outcome=outcome, reason=" ", scope=people.scope)
    revoke(outcome=outcome, reason="复查撤销", scope=people.scope)
    assert grade_of([person.pk], people.scope) == {}
    assert of_person(person, people.scope) is None
    assert not Document.objects.filter(kind="outcome").exists()
    assert Outcome.objects.get().state == "revoked"
    with pytest.raises(WrongState):
        revoke(outcome=outcome, reason="再撤", scope=people.scope)


def test_a_correction_takes_its_place_and_leads_on_from_it(people: People) -> None:
    person = people.person("张伟")
    former = an_outcome(
        people, person_id=person.pk, measure="党内严重警告", conduct=(date(2017, 1, 1), date(2017, 3, 1))
    )
    values = {"measure": "党内警告", "form": 1, "decided_on": date(2018, 6, 1), "document_number": "云纪〔2018〕9号"}
    new = correct(outcome=former, values=values, reason="申诉复查变更", scope=people.scope)
    assert (former.state, new.state) == ("corrected", "standing")
    assert (new.person, new.measure, new.form) == (person, "党内警告", 1)
    assert (new.conduct.lower, new.conduct.upper) == (former.conduct.lower, former.conduct.upper)
    assert new.influence_until == date(2019, 6, 1)
    assert grade_of([person.pk], people.scope) == {person.pk: 1}
    edge = Edge.objects.get(verb="corrected_by")
    assert (edge.from_id, edge.to_id) == (former.pk, new.pk)


def test_a_correction_that_is_refused_leaves_everything(people: People) -> None:
    former = an_outcome(people)
    with pytest.raises(Invalid):
        correct(outcome=former, values={"form": 9}, reason="变更", scope=people.scope)
    assert Outcome.objects.get().state == "standing"


def imported(people: People, *rows: list[str]) -> Batch:
    batch = receive(
        ledger=OUTCOMES,
        office_id=people.office("county"),
        file_name="处分.xlsx",
        content=workbook(*rows, headings=HEADINGS),
        scope=people.scope,
    )
    return read_batch(batch.pk, people.scope)


def test_a_sheet_is_taken_known_again_and_taken_back(people: People) -> None:
    batch = imported(people, ROW)
    commit_batch(batch.pk, people.scope)
    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.measure, outcome.form) == ("party_sanction", "党内严重警告", 2)
    assert outcome.influence_until == date(2019, 10, 3)
    assert (outcome.conduct.lower, outcome.conduct.upper) == (date(2015, 1, 1), date(2016, 4, 1))
    assert outcome.person is not None
    assert outcome.person.name == "张伟"
    assert imported(people, ROW).counts["unchanged"] == 1
    undo_batch(batch.pk, people.scope, reason="误导入")
    assert not Outcome.objects.exists()
    assert not Person.objects.exists()


def test_a_sheet_completes_and_its_undo_gives_back(people: People) -> None:
    commit_batch(imported(people, ROW).pk, people.scope)
    changed = imported(people, [*ROW[:5], "云纪〔2018〕33号", *ROW[6:]])
    assert changed.counts["changed"] == 1
    commit_batch(changed.pk, people.scope)
    assert Outcome.objects.get().document_number == "云纪〔2018〕33号"
    undo_batch(changed.pk, people.scope, reason="误导入")
    assert Outcome.objects.get().document_number == "云纪〔2018〕3号"


def test_rows_of_nobody_and_of_two_are_rejected(people: People) -> None:
    nobody = [*ROW[:2], "", "", *ROW[4:]]
    two = [*ROW[:2], "张伟；李四", *ROW[3:]]
    assert imported(people, nobody, two).counts["rejected"] == 2


def test_a_batch_takes_as_many_queries_as_one_row(people: People) -> None:
    def batch(size: int) -> int:
        rows = [
            NewOutcome(
                people.office("county"), "party_sanction", "党内警告", 2, org_id=people.bureau.pk, decided_on=DAY
            )
            for _each in range(size)
        ]
        with CaptureQueriesContext(connection) as counted:
            record_outcomes(rows=rows, scope=people.scope)
        return len(counted)

    assert batch(1) == batch(120)


def test_it_is_recorded_from_its_lead_and_corrected_on_pages(people: People, client: Client) -> None:
    person = people.person("张伟")
    lead = a_lead(people, person_ids=[person.pk], names=["张伟"])
    sign_in(people, client, "county", "leads_officer")
    page = f"{reverse('outcome-record')}?lead={lead.pk}"
    told = client.get(page).context["form"].initial
    assert (told["lead"], told["persons"]) == (lead.number, "张伟")
    given = {**told, "org": "W1", "kind": "org_measure", "measure": "诫勉", "decided_on": "2018-04-03", "form": "1"}
    answer = client.post(page, {key: value for key, value in given.items() if value is not None})
    assert answer.status_code == 302, answer.context["form"].errors
    outcome = Outcome.objects.get()
    assert (outcome.lead, outcome.measure) == (lead, "诫勉")
    edit = reverse("outcome-edit", args=[outcome.pk])
    form = client.get(edit).context["form"].initial | {"document_number": "云纪〔2018〕5号"}
    posted = {key: value for key, value in form.items() if value is not None}
    assert client.post(edit, posted).status_code == 422
    assert client.post(edit, {**posted, "reason": "补文号"}).status_code == 302
    assert client.post(edit, {**posted, "reason": "补文号"}).status_code == 409
    assert "云纪〔2018〕5号" in client.get(reverse("outcome", args=[outcome.pk])).content.decode()
    revoking = reverse("outcome-revoke", args=[outcome.pk])
    assert client.post(revoking, {"reason": "复查撤销"}).status_code == 302
    assert "复查撤销" in client.get(reverse("outcome", args=[outcome.pk])).content.decode()


def test_the_ledger_shows_one_kind(people: People, client: Client) -> None:
    an_outcome(people, measure="党内警告")
    an_outcome(people, kind="org_measure", measure="诫勉", form=1)
    sign_in(people, client, "county", "viewer")
    shown = client.get(f"{reverse('outcome-list')}?kind=org_measure").content.decode()
    assert "诫勉" in shown
    assert "党内警告" not in shown
