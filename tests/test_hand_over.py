"""交接: what is in a leaver's name is listed and goes to colleagues who may have it; then the account ends."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts import holdings
from mingjian.accounts.actions import deactivate, hand_over
from mingjian.accounts.models import Task, User
from mingjian.accounts.scopes import build, of_system
from mingjian.audit.models import Entry
from mingjian.dossiers.models import Focus
from mingjian.leads.models import Lead
from mingjian.ledgers.models import Batch, SavedView
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 1, tzinfo=UTC)


class Leaving:
    """A head of office, a colleague who may read leads, and somebody who leaves with a piece of each kind."""

    def __init__(self) -> None:
        self.offices = Offices.found()
        self.head, self.taker, self.leaver = (user(self.offices.county) for _ in range(3))
        give(self.head, self.offices.county, "office_head")
        give(self.taker, self.offices.county, "office_head")
        give(self.leaver, self.offices.county, "leads_officer")
        place = Place(self.offices.county, org=body())
        self.lead = make("lead", place)
        self.focus = make("focus", Place(self.offices.county))
        self.batch = make("batch", place)
        Lead.objects.filter(pk=self.lead.pk).update(assignee=self.leaver)
        Focus.objects.filter(pk=self.focus.pk).update(looked_at_by=self.leaver)
        Batch.objects.filter(pk=self.batch.pk).update(user_id=self.leaver.pk, ledger="findings", stage="staged")
        self.view = self.saved(self.leaver, shared=True)

    def saved(self, whose: User, *, shared: bool = False) -> SavedView:
        return SavedView.objects.create(
            ledger="findings", name="逾期", user_id=whose.pk, office=whose.office, shared=shared, changed_at=AT
        )

    def end(self) -> None:
        every = of_system("test", held=[Held(self.offices.province.path, frozenset({Right.MANAGE_USERS}))])
        deactivate(user=self.leaver, reason="调离", scope=every)


@pytest.fixture
def leaving() -> Leaving:
    return Leaving()


def test_the_account_is_not_closed_while_work_is_open(leaving: Leaving) -> None:
    assert set(holdings.open_work(leaving.leaver)) == {"lead", "focus", "batch"}
    with pytest.raises(WrongState):
        leaving.end()
    assert User.objects.get(pk=leaving.leaver.pk).is_active


def test_the_head_hands_all_of_it_over_in_one_action(leaving: Leaving) -> None:
    leaving.saved(leaving.taker)
    client = Client()
    client.force_login(leaving.head)
    address = reverse("hand-over", args=[leaving.leaver.pk])
    page = client.get(address)
    assert {section.code for section in page.context["sections"]} == {"lead", "focus", "batch", "saved_view"}
    sent = {f"all_{code}": "1" for code in ("lead", "batch", "saved_view")}
    sent |= {f"to_{code}": str(leaving.taker.pk) for code in ("lead", "focus", "batch", "saved_view")}
    sent |= {"selected": f"focus:{leaving.focus.pk}", "reason": "调离"}
    assert client.post(address, sent).status_code == 302
    assert Lead.objects.get(pk=leaving.lead.pk).assignee_id == leaving.taker.pk
    assert Focus.objects.get(pk=leaving.focus.pk).looked_at_by_id == leaving.taker.pk
    assert Batch.objects.get(pk=leaving.batch.pk).user_id == leaving.taker.pk
    assert SavedView.objects.get(pk=leaving.view.pk).user_id == leaving.taker.pk
    entry = Entry.objects.get(verb="user.hand_over")
    assert entry.detail == {code: {str(leaving.taker.pk): 1} for code in ("lead", "focus", "batch", "saved_view")}
    leaving.end()
    assert not User.objects.get(pk=leaving.leaver.pk).is_active


def test_nobody_takes_over_what_they_may_not_read(leaving: Leaving) -> None:
    give(leaving.head, leaving.offices.county, "leads_officer")
    reader = user(leaving.offices.county)
    give(reader, leaving.offices.county, "viewer")
    plan = {"focus": [([leaving.focus.pk], leaving.taker)], "lead": [([leaving.lead.pk], reader)]}
    with pytest.raises(Invalid):
        hand_over(user=leaving.leaver, plan=plan, reason="调离", scope=build(leaving.head))
    # all of it or nothing
    assert Focus.objects.get(pk=leaving.focus.pk).looked_at_by_id == leaving.leaver.pk


def test_nobody_takes_over_what_is_about_their_own_body(leaving: Leaving) -> None:
    Lead.objects.filter(pk=leaving.lead.pk).update(about_orgs=[leaving.lead.org_id])  # type: ignore[attr-defined]
    User.objects.filter(pk=leaving.taker.pk).update(body_id=leaving.lead.org_id)  # type: ignore[attr-defined]
    taker = User.objects.get(pk=leaving.taker.pk)
    with pytest.raises(Invalid):
        hand_over(
            user=leaving.leaver,
            plan={"lead": [([leaving.lead.pk], taker)]},
            reason="调离",
            scope=build(leaving.head),
        )


def test_a_colleague_hands_over_their_own_and_nobody_else_s(leaving: Leaving) -> None:
    plan = {"lead": [([leaving.lead.pk], leaving.taker)]}
    stranger = user(leaving.offices.county)
    give(stranger, leaving.offices.county, "leads_officer")
    with pytest.raises(NotAllowed):
        hand_over(user=leaving.leaver, plan=plan, reason="调离", scope=build(stranger))
    hand_over(user=leaving.leaver, plan=plan, reason="调离", scope=build(leaving.leaver))
    assert Lead.objects.get(pk=leaving.lead.pk).assignee_id == leaving.taker.pk


def test_the_page_is_for_the_head_and_oneself(leaving: Leaving) -> None:
    address = reverse("hand-over", args=[leaving.leaver.pk])
    below = user(leaving.offices.township)
    give(below, leaving.offices.township, "office_head")
    for who, status in ((leaving.head, 200), (leaving.leaver, 200), (below, 404), (user(leaving.offices.county), 404)):
        client = Client()
        client.force_login(who)
        assert client.get(address).status_code == status


def test_a_place_in_a_team_goes_with_its_task() -> None:
    from mingjian.rounds.actions import assign
    from mingjian.rounds.models import Member, Target

    offices = Offices.found()
    head, leaver, taker = (user(offices.county) for _ in range(3))
    give(head, offices.county, "office_head")
    made = make("target", Place(offices.county))
    target = Target.objects.select_related("team__round").get(pk=made.pk)
    every = build(head)
    last = every.on.replace(year=every.on.year + 1)
    assign(team=target.team, user=leaver, role="team_member", scope=every, start=every.on, end=last)
    member = Member.objects.get(user=leaver)
    assert holdings.open_work(leaver) == {"member": 1}
    hand_over(user=leaver, plan={"member": [([member.pk], taker)]}, reason="调离", scope=every)
    assert not Task.objects.filter(user=leaver, ended_at=None).exists()
    theirs = Task.objects.get(user=taker, ended_at=None)
    assert (theirs.target_id, theirs.role) == (target.pk, "team_member")
    assert holdings.open_work(leaver) == {}
