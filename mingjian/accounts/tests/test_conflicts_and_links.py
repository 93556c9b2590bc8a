"""A link to a person and declared conflicts keep a user from rows at the next request, and end as the rule says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.actions import (
    NewConflict,
    declare_conflict,
    link_person,
    unlink_person,
    withdraw_conflict,
)
from mingjian.accounts.models import Exclusion, User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.findings.models import Finding
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.clock import today
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, human, make, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def holder(offices: Offices, role: str, where: str = "county") -> User:
    office = getattr(offices, where)
    made = user(office)
    give(made, office, role)
    return made


def sees(reader: User, row_id: int) -> bool:
    return bool(Finding.objects.visible_to(build(reader)).filter(pk=row_id).exists())


def conflict(*, org_id: int | None = None, person_id: int | None = None) -> NewConflict:
    return NewConflict(
        kind=Exclusion.Kind.KINSHIP,
        reason="近亲属在该单位任职",
        since=today(),
        org_id=org_id,
        person_id=person_id,
    )


def test_a_linked_user_is_kept_from_themselves_and_where_they_serve(offices: Offices) -> None:
    clerk, guard = holder(offices, "clerk"), holder(offices, "security_administrator")
    person, bureau = human(), body()
    post(person, bureau)
    on_them = make("finding", Place(offices.county, about_persons=[person.pk]))
    on_bureau = make("finding", Place(offices.county, about_orgs=[bureau.pk]))
    assert sees(clerk, on_them.pk)
    assert sees(clerk, on_bureau.pk)
    link_person(user=clerk, person_id=person.pk, name=person.name, reason="干部登记表", scope=build(guard))
    assert not sees(clerk, on_them.pk)
    assert not sees(clerk, on_bureau.pk)
    both = {(entry.kind, tuple(entry.ids)) for entry in Entry.objects.filter(verb="user.link")}
    assert both == {("user", (clerk.pk,)), ("person", (person.pk,))}
    unlink_person(user=clerk, reason="关联有误", scope=build(guard))
    assert sees(clerk, on_them.pk)
    assert sees(clerk, on_bureau.pk)


def test_number_and_name_have_to_agree(offices: Offices) -> None:
    clerk, guard = holder(offices, "clerk"), holder(offices, "security_administrator")
    with pytest.raises(Invalid):
        link_person(user=clerk, person_id=human().pk, name="他人", reason="示例", scope=build(guard))
    assert not Exclusion.objects.exists()


def test_one_user_is_one_person_and_one_person_one_user(offices: Offices) -> None:
    clerk, other, guard = (holder(offices, role) for role in ("clerk", "clerk", "security_administrator"))
    person = human()
    link_person(user=clerk, person_id=person.pk, name=person.name, reason="示例", scope=build(guard))
    another = human()
    for who, whom in ((clerk, another), (other, person)):
        with pytest.raises(Invalid):
            link_person(user=who, person_id=whom.pk, name=whom.name, reason="示例", scope=build(guard))


@pytest.mark.parametrize("role", ["clerk", "office_head", "system_administrator", "audit_administrator"])
def test_only_the_security_administrator_links(role: str, offices: Offices) -> None:
    clerk, person = holder(offices, "clerk"), human()
    with pytest.raises(NotAllowed):
        link_person(
            user=clerk, person_id=person.pk, name=person.name, reason="示例", scope=build(holder(offices, role))
        )


def test_nobody_links_themselves(offices: Offices) -> None:
    guard, person = holder(offices, "security_administrator"), human()
    with pytest.raises(NotAllowed):
        link_person(user=guard, person_id=person.pk, name=person.name, reason="示例", scope=build(guard))


def test_a_declared_conflict_keeps_its_declarer_away(offices: Offices) -> None:
    clerk, bureau = holder(offices, "clerk"), body()
    row = make("finding", Place(offices.county, about_orgs=[bureau.pk]))
    declare_conflict(user=clerk, conflict=conflict(org_id=bureau.pk), scope=build(clerk))
    assert not sees(clerk, row.pk)
    assert sees(holder(offices, "clerk"), row.pk)


def test_only_the_head_withdraws_and_never_their_own(offices: Offices) -> None:
    clerk, head, bureau = holder(offices, "clerk"), holder(offices, "office_head"), body()
    row = make("finding", Place(offices.county, about_orgs=[bureau.pk]))
    declared = declare_conflict(user=clerk, conflict=conflict(org_id=bureau.pk), scope=build(clerk))
    with pytest.raises(NotAllowed):
        withdraw_conflict(conflict=declared, reason="不再任职", scope=build(clerk))
    with pytest.raises(Invalid):
        withdraw_conflict(conflict=declared, reason=" ", scope=build(head))
    withdraw_conflict(conflict=declared, reason="其亲属已调离", scope=build(head))
    assert sees(clerk, row.pk)
    assert Exclusion.objects.get(pk=declared.pk).withdrawn_by == head.pk
    with pytest.raises(WrongState):
        withdraw_conflict(conflict=declared, reason="再次", scope=build(head))
    own = declare_conflict(user=head, conflict=conflict(org_id=bureau.pk), scope=build(head))
    with pytest.raises(NotAllowed):
        withdraw_conflict(conflict=own, reason="示例", scope=build(head))
    withdraw_conflict(conflict=own, reason="示例", scope=build(holder(offices, "office_head", "city")))


def test_a_conflict_ends_by_itself(offices: Offices) -> None:
    clerk, bureau = holder(offices, "clerk"), body()
    row = make("finding", Place(offices.county, about_orgs=[bureau.pk]))
    begun = today() - timedelta(days=9)
    over = NewConflict(kind=Exclusion.Kind.OTHER, reason="示例", since=begun, until=today(), org_id=bureau.pk)
    declare_conflict(user=clerk, conflict=over, scope=build(clerk))
    assert sees(clerk, row.pk)


def test_nobody_declares_for_a_colleague_but_the_head(offices: Offices) -> None:
    clerk, other, bureau = holder(offices, "clerk"), holder(offices, "clerk"), body()
    with pytest.raises(NotAllowed):
        declare_conflict(user=other, conflict=conflict(org_id=bureau.pk), scope=build(clerk))
    declare_conflict(user=other, conflict=conflict(org_id=bureau.pk), scope=build(holder(offices, "office_head")))


def test_the_page_declares_by_name_and_lists_it(offices: Offices) -> None:
    clerk, person = holder(offices, "clerk"), human()
    make("person", Place(offices.county))
    client = Client()
    client.force_login(clerk)
    sent = {"about": "person", "name": person.name, "kind": "kinship", "since": f"{today()}", "reason": "配偶的兄弟"}
    # nobody of that name within one's rights
    assert client.post(reverse("conflict-declare"), sent).status_code == 422
    declare_conflict(user=clerk, conflict=conflict(person_id=person.pk), scope=build(clerk))
    page = client.get(reverse("conflict-list"))
    assert page.context["table"].rows[0].cells[0] == person.name


def test_the_security_administrator_s_page_shows_no_subject(offices: Offices) -> None:
    clerk, guard, bureau = holder(offices, "clerk"), holder(offices, "security_administrator"), body()
    declare_conflict(user=clerk, conflict=conflict(org_id=bureau.pk), scope=build(clerk))
    client = Client()
    client.force_login(guard)
    page = client.get(reverse("holder", args=[clerk.pk]))
    assert page.status_code == 200
    assert bureau.name not in page.content.decode()
    assert Entry.objects.filter(verb="user.read_rights", actor_id=guard.pk, ids=[clerk.pk]).exists()
