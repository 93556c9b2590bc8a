"""Deadlines are rows with a legal basis; changing one takes a right and a reason."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.audit.actor import Actor
from mingjian.flow import deadlines
from mingjian.flow.history import Changed, changes_of, keep
from mingjian.flow.models import DeadlineRule
from mingjian.lib.errors import Invalid, NotAllowed, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from tests.cast import TODAY, Offices, give, user

pytestmark = pytest.mark.django_db
CODE = "test_reply"


@pytest.fixture
def rule() -> Iterator[DeadlineRule]:
    deadlines.register(CODE, "答复", "收到来函")
    yield DeadlineRule.objects.create(code=CODE, amount=15, unit="workdays", legal_basis="实施条例第174条")
    del deadlines.NAMES[CODE]


def scope(*rights: Right) -> Scope:
    return Scope(Actor(user_id=1), TODAY, (Held("1", frozenset(rights)),))


def test_a_deadline_is_counted_by_its_row(rule: DeadlineRule) -> None:
    assert deadlines.due(CODE, date(2018, 4, 27)) == date(2018, 5, 21)
    DeadlineRule.objects.filter(pk=rule.pk).update(amount=2, unit="months")
    assert deadlines.due_many(CODE, [date(2018, 4, 27)] * 2) == [date(2018, 6, 27)] * 2


def test_without_a_row_there_is_no_deadline() -> None:
    assert deadlines.due("nothing_of_the_kind", TODAY) is None


def test_changing_it_takes_the_right_a_reason_a_basis_and_the_last_version(rule: DeadlineRule) -> None:
    given: dict[str, Any] = {"rule": rule, "values": {"amount": 20}, "version": 1, "reason": "修订"}
    with pytest.raises(NotAllowed):
        deadlines.revise_rule(**given, scope=scope(Right.READ_REGISTER))
    may = scope(Right.MANAGE_OFFICES)
    with pytest.raises(Invalid):
        deadlines.revise_rule(**{**given, "reason": " "}, scope=may)
    with pytest.raises(Invalid):
        deadlines.revise_rule(**{**given, "values": {"legal_basis": ""}}, scope=may)
    assert deadlines.revise_rule(**given, scope=may).amount == 20
    with pytest.raises(Stale):
        deadlines.revise_rule(**given, scope=may)


def test_it_is_listed_with_its_basis_and_changed_on_its_page(rule: DeadlineRule, client: Client) -> None:
    offices = Offices.found()
    reader, manager = user(offices.county), user(offices.county)
    give(manager, offices.county, "system_administrator")
    client.force_login(reader)
    shown = client.get(reverse("deadline-list")).content.decode()
    assert "实施条例第174条" in shown
    assert reverse("deadline-edit", args=[CODE]) not in shown
    client.force_login(manager)
    page = reverse("deadline-edit", args=[CODE])
    form = client.get(page).context["form"].initial | {"extensions": "", "amount": 10, "reason": "修订"}
    assert client.post(page, form).status_code == 302
    assert DeadlineRule.objects.get(code=CODE).amount == 10


def test_the_history_keeps_what_differs_and_nothing_else() -> None:
    actor = Actor(user_id=7)
    changed = Changed(5, 2, {"a": date(2018, 1, 1), "b": 1}, {"a": date(2018, 1, 2), "b": 1})
    keep("finding", [changed, Changed(6, 2, {"a": 1}, {"a": 1})], actor=actor, reason="更正")
    [kept] = changes_of("finding", 5)
    assert (kept.before, kept.after) == ({"a": "2018-01-01"}, {"a": "2018-01-02"})
    assert (kept.actor_id, kept.version, kept.reason) == (7, 2, "更正")
    assert changes_of("finding", 6) == []
