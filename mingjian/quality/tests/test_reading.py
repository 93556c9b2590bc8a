"""Counts equal their lists, for every reader; what is mended is gone at once; mutings; trend; pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.accounts.models import Exclusion, User
from mingjian.accounts.scopes import build, of_system
from mingjian.findings.models import Finding
from mingjian.leads.models import Lead
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices import clock
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.models import Person
from mingjian.quality import jobs
from mingjian.quality.actions import mute, unmute
from mingjian.quality.counting import count_rules
from mingjian.quality.models import Fault, Look, Muting
from mingjian.quality.office_page import context as offices_shown
from mingjian.quality.reading import by_office, counts_of, rows_of, trend_of
from mingjian.quality.registry import RULES, rules_for
from tests.cast import TODAY, Offices, give, task, user
from tests.scope.rows import Place, body, human, make

pytestmark = pytest.mark.django_db
NAMED = "finding-class"


@pytest.fixture
def offices(db: None) -> Offices:
    return Offices.found()


def reader(offices: Offices, where: str = "county", role: str = "office_head", **columns: Any) -> User:
    office = getattr(offices, where)
    holder = user(office, **columns)
    give(holder, office, role)
    return holder


def count(day: date = TODAY) -> dict[str, int]:
    system = of_system("quality")
    return count_rules(scope=Scope(system.actor, day))


def planted(offices: Offices) -> None:
    """Rows of every kind, held by several offices; all of them break some rule."""
    for office in (offices.county, offices.county, offices.township, offices.sibling, offices.other_line):
        for kind in sorted({rule.gate.kind for rule in RULES.values()}):
            make(kind, Place(office))
    both = {"office_ids": [offices.county.pk, offices.sibling.pk]}
    human(**both, office_paths=[offices.county.path, offices.sibling.path])


@pytest.mark.parametrize("where", ["province", "city", "county", "township", "sibling", "other_line"])
def test_every_count_equals_the_rows_behind_it(where: str, offices: Offices) -> None:
    planted(offices)
    count()
    scope = build(reader(offices, where), TODAY)
    seen = 0
    for rule in rules_for(scope):
        counts = counts_of([rule], scope)
        rows = rows_of(rule, scope)
        assert counts.faults.get(rule.code, 0) == len(set(rows.values_list("pk", flat=True)))
        any_model: Any = rule.model
        assert set(rows) <= set(any_model.objects.visible_to(scope))
        seen += rows.count()
    assert seen


def test_offices_add_up_to_the_rows_below_them(offices: Offices) -> None:
    planted(offices)
    count()
    scope = build(reader(offices, "city"), TODAY)
    rules = [rule for rule in rules_for(scope) if rule.model is Person]
    below = {
        offices.city.pk: [offices.city.pk, offices.county.pk, offices.township.pk, offices.sibling.pk],
        offices.county.pk: [offices.county.pk, offices.township.pk],
    }
    found = by_office(rules, scope, below)
    for office in (offices.city, offices.county):
        counts = counts_of(rules, scope, str(office.path))
        assert found[office.pk] == (counts.unclean, counts.total)
    everybody = Person.objects.visible_to(scope).count()
    assert found[offices.city.pk] == (everybody, everybody)


def test_nobody_counts_what_they_may_not_see(offices: Offices) -> None:
    own = body()
    make("finding", Place(offices.county, about_orgs=[own.pk]))
    make("finding", Place(offices.county))
    count()
    rule = RULES[NAMED]
    kept, free = build(reader(offices, body_id=own.pk), TODAY), build(reader(offices), TODAY)
    assert (counts_of([rule], kept).faults[NAMED], counts_of([rule], free).faults[NAMED]) == (1, 2)
    assert (counts_of([rule], kept).total, counts_of([rule], free).total) == (1, 2)
    assert trend_of(rule, kept, 2)[-1][1] == 0


def test_a_conflict_declared_since_the_count_holds_at_once(offices: Offices) -> None:
    own = body()
    make("finding", Place(offices.county, about_orgs=[own.pk]))
    count()
    holder = reader(offices)
    Exclusion.objects.create(user=holder, basis="conflict", valid=(TODAY, None), org_id=own.pk)
    assert not rows_of(RULES[NAMED], build(holder, TODAY)).exists()


def test_a_lead_sealed_since_the_count_leaves_it_at_once(offices: Offices) -> None:
    lead = make("lead", Place(offices.county))
    count()
    scope = build(reader(offices), TODAY)
    assert rows_of(RULES["lead-unassigned"], scope).exists()
    Lead.objects.filter(pk=lead.pk).update(state="unfounded")
    assert not rows_of(RULES["lead-unassigned"], scope).exists()
    assert sum(value for _day, value in trend_of(RULES["lead-unassigned"], scope, 5)) == 0


def test_what_a_task_or_a_dossier_shows_is_not_to_be_mended_here(offices: Offices) -> None:
    target: Any = make("target", Place(offices.other_line))
    make("finding", Place(offices.other_line, target=target))
    count()
    holder = user(offices.county)
    task(holder, target.pk, [target.org_id])
    give(holder, offices.county, "viewer")
    scope = build(holder, TODAY)
    assert Finding.objects.visible_to(scope).exists()
    assert not rows_of(RULES[NAMED], scope).exists()


def test_a_rule_compares_only_rows_the_reader_sees(offices: Offices) -> None:
    for office in (offices.county, offices.other_line):
        twin = human(office_ids=[office.pk], office_paths=[office.path])
        born = (date(1970, 5, 1), date(1970, 6, 1))
        Person.objects.filter(pk=twin.pk).update(name_key="zhang", born=born)
    count()
    rule = RULES["person-twice"]
    assert Fault.objects.filter(rule=rule.code, gone_on=None).count() == 2
    holder = reader(offices)
    assert not rows_of(rule, build(holder, TODAY)).exists()
    give(holder, offices.other_line, "viewer")
    assert rows_of(rule, build(holder, TODAY)).count() == 2


def test_a_mended_row_is_gone_at_once_and_its_days_stay(offices: Offices) -> None:
    finding = make("finding", Place(offices.county))
    count(TODAY - timedelta(days=3))
    scope, rule = build(reader(offices), TODAY), RULES[NAMED]
    assert rows_of(rule, scope).exists()
    Finding.objects.filter(pk=finding.pk).update(subclass="policy.study")
    assert not rows_of(rule, scope).exists()
    count(TODAY - timedelta(days=1))
    assert [value for _day, value in trend_of(rule, scope, 5)] == [0, 1, 1, 0]
    assert Fault.objects.get(rule=NAMED).gone_on == TODAY - timedelta(days=1)


def test_counting_again_changes_nothing_and_takes_no_more_queries(offices: Offices) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            count()
        return len(counted)

    queries()
    planted(offices)
    first = queries()
    kept = set(Fault.objects.values_list("rule", "row_id", "found_on", "gone_on"))
    for _each in range(20):
        make("finding", Place(offices.county))
    assert queries() == first
    assert kept <= set(Fault.objects.values_list("rule", "row_id", "found_on", "gone_on"))
    assert Look.objects.count() == len(RULES)


def test_a_muted_row_is_left_out_until_its_last_day(offices: Offices) -> None:
    finding = make("finding", Place(offices.county))
    count(TODAY - timedelta(days=2))
    holder, rule = reader(offices), RULES[NAMED]
    scope = build(holder, TODAY)
    mute(rule=rule, row_id=finding.pk, reason="原件如此", until=TODAY + timedelta(days=2), scope=scope)
    assert not rows_of(rule, scope).exists()
    assert list(rows_of(rule, scope, muted=True)) == [finding]
    assert counts_of([rule], scope).unclean == 0
    assert rows_of(rule, build(holder, TODAY + timedelta(days=3))).exists()
    assert [value for _day, value in trend_of(rule, build(holder, TODAY + timedelta(days=1)), 3)] == [1, 0]
    unmute(rule=rule, row_id=finding.pk, scope=scope)
    assert rows_of(rule, scope).exists()


def test_muting_takes_the_right_a_reason_and_a_near_day(offices: Offices) -> None:
    finding, rule = make("finding", Place(offices.county)), RULES[NAMED]
    scope, reads = build(reader(offices), TODAY), build(reader(offices, role="viewer"), TODAY)
    given: dict[str, Any] = {"rule": rule, "row_id": finding.pk, "until": TODAY}
    with pytest.raises(NotAllowed):
        mute(**given, reason="原件如此", scope=reads)
    with pytest.raises(Invalid):
        mute(**given, reason="原件如此", scope=build(reader(offices, "sibling"), TODAY))
    with pytest.raises(Invalid):
        mute(**given, reason=" ", scope=scope)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=400)):
        with pytest.raises(Invalid):
            mute(**{**given, "until": day}, reason="原件如此", scope=scope)
    assert not Muting.objects.exists()


def test_registers_one_does_not_read_have_no_rules(offices: Offices) -> None:
    scope = build(reader(offices, role="viewer"), TODAY)
    assert not [rule for rule in rules_for(scope) if rule.gate.right is Right.READ_LEADS]


def test_the_offices_stand_beside_each_other_for_the_superior(offices: Offices) -> None:
    planted(offices)
    count()
    scope = build(reader(offices, "city"), TODAY)
    shown = [row.key for row in offices_shown(scope, "")["table"].rows]
    assert shown == [str(office.pk) for office in (offices.city, offices.county, offices.sibling)]
    below = [row.key for row in offices_shown(scope, str(offices.county.pk))["table"].rows]
    assert below == [str(offices.county.pk), str(offices.township.pk)]
    elsewhere = [row.key for row in offices_shown(scope, str(offices.other_line.pk))["table"].rows]
    assert elsewhere == shown


def test_the_pages_show_counts_lists_and_the_way_to_mend(offices: Offices, client: Client) -> None:
    finding: Any = make("finding", Place(offices.county))
    make("finding", Place(offices.sibling))
    count()
    client.force_login(reader(offices))
    overview = client.get(reverse("quality")).content.decode()
    page = reverse("quality-rule", args=[NAMED])
    assert page in overview
    shown = client.get(page).content.decode()
    assert reverse("finding-edit", args=[finding.pk]) in shown
    assert finding.number in shown
    assert client.get(reverse("quality-offices")).status_code == 200
    assert client.get(f"{reverse('quality')}?office={offices.county.pk}").status_code == 200
    form = reverse("quality-mute", args=[NAMED, finding.pk])
    assert client.post(form, {"reason": "", "until": TODAY}).status_code == 422
    assert client.post(form, {"reason": "原件如此", "until": clock.today()}).status_code == 302
    assert finding.number in client.get(f"{page}?muted=1").content.decode()
    assert finding.number not in client.get(page).content.decode()
    assert client.post(reverse("quality-unmute", args=[NAMED, finding.pk])).status_code == 302
    assert finding.number in client.get(page).content.decode()


def test_rows_of_other_offices_and_rules_of_other_registers_are_not_there(offices: Offices, client: Client) -> None:
    elsewhere: Any = make("finding", Place(offices.sibling))
    count()
    client.force_login(reader(offices, role="viewer"))
    assert client.get(reverse("quality-mute", args=[NAMED, elsewhere.pk])).status_code == 404
    assert client.post(reverse("quality-unmute", args=[NAMED, elsewhere.pk])).status_code == 404
    assert client.get(reverse("quality-rule", args=["lead-overdue"])).status_code == 404


def test_asking_twice_puts_it_in_line_once(offices: Offices, client: Client) -> None:
    holder = reader(offices)
    client.force_login(holder)
    assert client.post(reverse("quality-count")).status_code == 302
    assert jobs.put_in_line(holder.pk) is False
