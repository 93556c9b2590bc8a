"""三员分立: system, security and audit administration and the office's business never meet in one person."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from mingjian.accounts.actions import give_task, grant, grant_many, revoke
from mingjian.accounts.models import Grant, Task
from mingjian.accounts.scopes import build, of_system
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.rights import ADMINISTRATORS, ROLES, Hand, Right
from mingjian.offices.scope import Held, Scope
from tests.cast import LONG_AGO, TODAY, Offices, give, task, user

pytestmark = pytest.mark.django_db

ADMINISTRATION = [role.code for role in ADMINISTRATORS]
PAIRS = [(one, two) for one in [*ADMINISTRATION, "clerk"] for two in [*ADMINISTRATION, "clerk"] if one != two]
BUSINESS = {right for role in ROLES.values() if role.hand == Hand.BUSINESS for right in role.rights}


@pytest.fixture
def offices() -> Offices:
    return Offices.found()


def security(offices: Offices) -> Scope:
    return of_system("test", held=[Held(offices.province.path, frozenset({Right.MANAGE_GRANTS}))])


def test_the_rights_of_the_three_exclude_each_other_and_all_business() -> None:
    seen: set[Right] = set(BUSINESS)
    for role in ADMINISTRATORS:
        assert not role.rights & seen
        seen |= role.rights
    assert seen == set(Right)


def test_the_database_knows_the_hand_of_every_role(offices: Offices) -> None:
    for role in ROLES.values():
        row = give(user(offices.county), offices.county, role.code)
        assert Grant.objects.get(pk=row.pk).hand == role.hand


@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_no_second_hand_is_granted(held: str, wanted: str, offices: Offices) -> None:
    holder = user(offices.county)
    give(holder, offices.county, held)
    with pytest.raises(Invalid):
        grant(user=holder, office=offices.sibling, role=wanted, since=TODAY, scope=security(offices))
    with pytest.raises(Invalid):
        grant_many(rows=[(holder, offices.sibling, wanted)], since=TODAY, scope=security(offices))
    assert Grant.objects.filter(user=holder).count() == 1


def test_the_database_refuses_it_by_itself(offices: Offices) -> None:
    holder = user(offices.county)
    give(holder, offices.county, "clerk")
    with pytest.raises(IntegrityError, match="accounts_grant_hand"), transaction.atomic():
        give(holder, offices.sibling, "audit_administrator")
    row = give(user(offices.county), offices.county, "audit_administrator")
    with (
        pytest.raises(IntegrityError, match="accounts_grant_hand"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE accounts_grant SET user_id = %s WHERE id = %s", [holder.pk, row.pk])


def test_two_hands_in_one_batch_are_refused(offices: Offices) -> None:
    holder = user(offices.county)
    rows = [(holder, offices.county, "clerk"), (holder, offices.county, "system_administrator")]
    with pytest.raises(Invalid):
        grant_many(rows=rows, since=TODAY, scope=security(offices))
    assert not Grant.objects.filter(user=holder).exists()


def test_one_hand_may_follow_another(offices: Offices) -> None:
    holder = user(offices.county)
    row = give(holder, offices.county, "clerk")
    revoke(grant=row, reason="转任管理员", scope=security(offices))
    grant(user=holder, office=offices.county, role="audit_administrator", since=TODAY, scope=security(offices))
    assert build(holder, TODAY).has(Right.READ_AUDIT)
    assert not build(holder, TODAY).has(Right.READ_FINDINGS)


@pytest.mark.parametrize("role", ADMINISTRATION)
def test_an_administrator_is_given_no_task_and_a_task_holder_no_administration(role: str, offices: Offices) -> None:
    holder = user(offices.county)
    give(holder, offices.county, role)
    with pytest.raises(Invalid):
        give_task(
            user=holder,
            target_id=1,
            org_ids=[1],
            role="team_member",
            start=TODAY,
            end=date(2026, 9, 1),
            scope=security(offices),
        )
    member = user(offices.county)
    task(member, 1, [1])
    with pytest.raises(Invalid):
        grant(user=member, office=offices.county, role=role, since=TODAY, scope=security(offices))


@pytest.mark.parametrize("role", ADMINISTRATION)
def test_a_task_that_stands_beside_administration_counts_for_nothing(role: str, offices: Offices) -> None:
    holder = user(offices.county)
    task(holder, 1, [1])
    give(holder, offices.county, role)
    assert Task.objects.filter(user=holder).exists()
    scope = build(holder, TODAY)
    assert scope.assigned == ()
    assert not any(scope.has(right) for right in BUSINESS)


def test_nobody_widens_their_own_rights(offices: Offices) -> None:
    own = user(offices.county)
    give(own, offices.county, "security_administrator")
    with pytest.raises(NotAllowed):
        grant(user=own, office=offices.township, role="security_administrator", since=LONG_AGO, scope=build(own, TODAY))


@pytest.mark.parametrize("where", ["city", "sibling", "other_line"])
def test_nothing_is_granted_over_an_office_above_or_beside(where: str, offices: Offices) -> None:
    own, other = user(offices.county), user(offices.county)
    give(own, offices.county, "security_administrator")
    with pytest.raises(NotAllowed):
        grant(user=other, office=getattr(offices, where), role="viewer", since=TODAY, scope=build(own, TODAY))
    grant(user=other, office=offices.township, role="viewer", since=TODAY, scope=build(own, TODAY))


@pytest.mark.parametrize("role", ["system_administrator", "audit_administrator", "office_head"])
def test_only_security_administration_grants(role: str, offices: Offices) -> None:
    own, other = user(offices.county), user(offices.county)
    give(own, offices.county, role)
    with pytest.raises(NotAllowed):
        grant(user=other, office=offices.county, role="viewer", since=TODAY, scope=build(own, TODAY))
