"""During leave a colleague acts with what was lent: never more, never longer, and the record says for whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.actions import (
    Leave,
    NewConflict,
    declare_conflict,
    end_substitution,
    name_substitute,
    revoke,
)
from mingjian.accounts.models import Exclusion, Grant, Substitution, User
from mingjian.accounts.scopes import again, build, of_system, stand_in
from mingjian.audit.models import Entry
from mingjian.findings.models import Finding
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.live.sifting import sift
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Right
from mingjian.offices.scope import Held
from tests.cast import Offices, give, task, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Two:
    """A head of office who leaves and a viewer of the same office who stands in."""

    def __init__(self) -> None:
        self.offices = Offices.found()
        self.head, self.clerk = user(self.offices.county), user(self.offices.county)
        self.grant = give(self.head, self.offices.county, "office_head")
        give(self.clerk, self.offices.township, "viewer")

    def leave(self, **changed: Any) -> Leave:
        values: dict[str, Any] = {
            "substitute": self.clerk,
            "since": today(),
            "until": today() + 10 * DAY,
            "grants": [self.grant],
            "rights": ROLES["office_head"].rights,
            "reason": "休假",
        }
        return Leave(**{**values, **changed})

    def name(self, **changed: Any) -> Substitution:
        return name_substitute(principal=self.head, leave=self.leave(**changed), scope=build(self.head))

    def rights(self, on: date | None = None, of: Substitution | None = None) -> set[Right]:
        lent = of or Substitution.objects.get()
        scope = stand_in(self.clerk, lent.pk, on)
        return {right for grant in scope.held for right in grant.rights} if scope else set()


@pytest.fixture
def two() -> Two:
    return Two()


def test_it_lends_what_was_named_and_nothing_else(two: Two) -> None:
    two.name(rights=[Right.READ_FINDINGS, Right.EDIT_FINDINGS])
    assert two.rights() == {Right.READ_FINDINGS, Right.EDIT_FINDINGS}
    assert not build(two.clerk).has(Right.EDIT_FINDINGS)


def test_it_begins_and_ends_by_itself(two: Two) -> None:
    two.name(since=today() + DAY, until=today() + 3 * DAY)
    assert [bool(two.rights(today() + days * DAY)) for days in range(5)] == [False, True, True, False, False]


def test_it_ends_with_the_principal_s_grant(two: Two) -> None:
    two.name()
    every = of_system("test", held=[Held(two.offices.province.path, frozenset({Right.MANAGE_GRANTS}))])
    revoke(grant=two.grant, reason="调离", scope=every)
    assert two.rights() == set()


def test_it_ends_with_the_principal_s_account(two: Two) -> None:
    two.name()
    User.objects.filter(pk=two.head.pk).update(is_active=False)
    assert two.rights() == set()


def test_it_never_exceeds_what_the_principal_holds_then(two: Two) -> None:
    two.name(rights=ROLES["office_head"].rights)
    Grant.objects.filter(pk=two.grant.pk).update(role="viewer")
    assert two.rights() == ROLES["viewer"].rights


def test_who_becomes_an_administrator_stands_in_no_longer(two: Two) -> None:
    two.name()
    Grant.objects.filter(user=two.clerk).update(role="audit_administrator")
    assert two.rights() == set()


def test_what_is_kept_from_either_is_kept_from_the_substitute(two: Two) -> None:
    hers, his, free = body(), body(), body()
    rows = {org.pk: make("finding", Place(two.offices.county, about_orgs=[org.pk])) for org in (hers, his, free)}
    for who, org in ((two.head, hers), (two.clerk, his)):
        given = NewConflict(kind=Exclusion.Kind.OTHER, reason="示例", since=today(), org_id=org.pk)
        declare_conflict(user=who, conflict=given, scope=build(who))
    scope = stand_in(two.clerk, two.name().pk)
    assert scope is not None
    assert list(Finding.objects.visible_to(scope).values_list("pk", flat=True)) == [rows[free.pk].pk]


def test_a_task_is_not_lent(two: Two) -> None:
    task(two.head, 77, [1], role="team_leader", since=today() - DAY, until=today() + DAY)
    scope = stand_in(two.clerk, two.name().pk)
    assert scope is not None
    assert scope.assigned == ()


def refused(two: Two) -> Sequence[tuple[str, dict[str, Any]]]:
    beyond = user(two.offices.other_line)
    administrator = user(two.offices.county)
    give(administrator, two.offices.county, "security_administrator")
    another = give(user(two.offices.county), two.offices.county, "clerk")
    return [
        ("another line", {"substitute": beyond}),
        ("an administrator", {"substitute": administrator}),
        ("oneself", {"substitute": two.head}),
        ("somebody else's grant", {"grants": [another]}),
        ("no grant", {"grants": []}),
        ("a right one does not hold", {"rights": [Right.EDIT_LEADS]}),
        ("no right", {"rights": []}),
        ("no day", {"until": today()}),
        ("more than a quarter", {"until": today() + 93 * DAY}),
    ]


@pytest.mark.parametrize("case", range(9))
def test_it_refuses(case: int, two: Two) -> None:
    what, changed = refused(two)[case]
    with pytest.raises(Invalid):
        two.name(**changed)
    assert not Substitution.objects.exists(), what


def test_an_administrator_lends_nothing(two: Two) -> None:
    guard = user(two.offices.county)
    own = give(guard, two.offices.county, "security_administrator")
    with pytest.raises(Invalid):
        name_substitute(
            principal=guard, leave=two.leave(grants=[own], rights=[Right.MANAGE_GRANTS]), scope=build(guard)
        )


def test_what_was_lent_is_not_lent_on(two: Two) -> None:
    scope = stand_in(two.clerk, two.name().pk)
    assert scope is not None
    for principal in (two.clerk, two.head):
        with pytest.raises(NotAllowed):
            name_substitute(principal=principal, leave=two.leave(substitute=user(two.offices.county)), scope=scope)


def test_either_ends_it_and_a_stranger_does_not(two: Two) -> None:
    lent = two.name()
    with pytest.raises(NotAllowed):
        end_substitution(substitution=lent, scope=build(user(two.offices.county)))
    end_substitution(substitution=lent, scope=build(two.clerk))
    assert two.rights(of=lent) == set()


def test_acting_is_seen_recorded_and_over_at_the_next_request(two: Two) -> None:
    lent = two.name()
    row = make("finding", Place(two.offices.county))
    client = Client()
    client.force_login(two.clerk)
    address = reverse("finding", args=[row.pk])
    assert client.get(address).status_code == 404
    assert client.post(reverse("substitution-act", args=[lent.pk])).status_code == 302
    page = client.get(address)
    assert page.status_code == 200
    assert two.head.display_name in page.content.decode()
    entry = Entry.objects.filter(verb="finding.read", actor_id=two.clerk.pk).get()
    assert entry.detail["for"] == two.head.pk
    client.post(reverse("substitution-leave"))
    assert client.get(address).status_code == 404
    client.post(reverse("substitution-act", args=[lent.pk]))
    Substitution.objects.filter(pk=lent.pk).update(valid=(today() - 2 * DAY, today()))
    assert client.get(address).status_code == 404


def test_work_put_in_line_is_done_as_whom_one_acted_for_and_no_longer(two: Two) -> None:
    two.name(rights=[Right.IMPORT])
    scope = again(two.clerk, two.head.pk)
    assert scope.has(Right.IMPORT)
    assert scope.actor.for_id == two.head.pk
    Substitution.objects.update(valid=(today() - 2 * DAY, today()))
    assert again(two.clerk, two.head.pk).held == ()
    assert again(two.clerk, None).held == build(two.clerk).held


def test_an_open_page_is_told_of_what_one_acts_for(two: Two) -> None:
    lent = two.name()
    row = make("finding", Place(two.offices.county))
    client = Client()
    client.force_login(two.clerk)
    key = str(client.session.session_key)
    assert sift([key], {"finding": [row.pk]})[key] == {}
    client.post(reverse("substitution-act", args=[lent.pk]))
    assert sift([key], {"finding": [row.pk]})[key] == {"finding": [row.pk]}


def test_nobody_acts_by_another_s_substitution(two: Two) -> None:
    lent = two.name()
    client = Client()
    client.force_login(user(two.offices.county))
    assert client.post(reverse("substitution-act", args=[lent.pk])).status_code == 404
