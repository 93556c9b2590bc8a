"""The invented province: the whole story in a small one, and the numbers of the whole one by arithmetic."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db.models import Count

from mingjian.accounts.models import Grant, User
from mingjian.accounts.scopes import build
from mingjian.demo import bodies, numbers, pools, story, told
from mingjian.demo.load import DEFAULT_READER, is_loaded, load, sign_in_lines
from mingjian.demo.numbers import NUMBERS, TODAY, Size
from mingjian.demo.users import SIGN_INS
from mingjian.dossiers.gathering import gather
from mingjian.dossiers.value import Dossier
from mingjian.findings.models import Finding, Manifestation
from mingjian.leads.models import Lead, Outcome
from mingjian.lib.errors import WrongState
from mingjian.offices.models import Office
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.models import Organisation, Succession
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.rounds.models import PoolMember, Recusal, Target
from tests.harness.database import Database

SIZE = Size(0.02)


@pytest.fixture(scope="module")
def province(module_database: Database) -> Iterator[list[str]]:
    """A small province on a database of its own; what the loading said."""
    before = getattr(settings, "DEMO_TODAY", None)
    settings.DEMO_TODAY = TODAY
    said: list[str] = []
    try:
        with module_database.django():
            load(said.append, scale=SIZE.scale)
            yield said
    finally:
        settings.DEMO_TODAY = before


def scope_of(username: str) -> Scope:
    return build(User.objects.get(username=username))


def university() -> Organisation:
    found: Organisation = Organisation.objects.select_related("superior").get(code=story.UNIVERSITY)
    return found


def dossier_of(username: str) -> Dossier:
    return gather(university(), story.ENTRY[0], scope_of(username))


def test_it_holds_the_numbers_of_its_size(province: list[str]) -> None:
    assert Target.objects.count() == SIZE["examinations"]
    assert Finding.objects.count() == SIZE["findings"]
    assert Manifestation.objects.count() == SIZE["manifestations"]
    assert Lead.objects.count() == SIZE["leads"]
    graded = Outcome.objects.exclude(form=None).values("person").distinct().count()
    assert graded == SIZE["persons_of_concern"]
    pools = Tenure.objects.filter(post__contains="库成员").values("person").distinct().count()
    assert pools == SIZE["cadres"]


def test_its_pools_hold_cadres_with_what_they_know(province: list[str]) -> None:
    rows = PoolMember.objects.all()
    assert rows.count() == max(12, round(pools.PLACES * SIZE.scale))
    assert all(row.specialities and row.org_id for row in rows)
    assert Recusal.objects.exists()
    assert ResumeLine.objects.exists()
    assert Target.objects.filter(counts__talks__gt=0).exists()


def test_it_says_how_far_it_is(province: list[str]) -> None:
    assert len(province) > 6


def test_it_puts_the_president_first_and_says_why(province: list[str]) -> None:
    found = dossier_of("zuyuan")
    first = found.people[0]
    assert first.name == story.PRESIDENT
    assert first.verified_points > 1.5 * found.people[1].verified_points
    lines = [each.line for each in first.verified if each.line.org_name.startswith("青澜农村信用社联合社")]
    assert len(lines) == told.AT_THE_BANK
    assert {line.depth for line in lines} == {Depth.FULL}


def test_it_shows_the_bank_to_the_team_through_the_dossier_only(province: list[str]) -> None:
    scope = scope_of("zuyuan")
    bank = Organisation.objects.get(code=story.BANK)
    assert not scope.held
    assert not Organisation.objects.visible_to(scope).filter(pk=bank.pk).exists()
    assert Finding.objects.visible_to(scope).filter(org=bank).count() == told.AT_THE_BANK
    others = Finding.objects.visible_to(scope, Depth.EXISTENCE).exclude(
        pk__in=scope.sighted("finding", Depth.EXISTENCE)
    )
    assert not others.exclude(target_id__in=[task.target_id for task in scope.assigned]).exists()


def test_it_finds_an_old_finding_of_a_merged_body_in_its_successors_dossier(province: list[str]) -> None:
    assert any(line.org_name.startswith("青屏示范专科学校") for line in dossier_of("zuyuan").findings)


def test_it_keeps_the_namesake_apart(province: list[str]) -> None:
    same = list(Person.objects.filter(name=story.PRESIDENT))
    assert len(same) == 2
    assert len({(each.born.lower.year, each.born.lower.month) for each in same if each.born}) == 2


@pytest.mark.parametrize("username", ["xian-b", "xian-a", "shi"])
def test_it_hides_the_story_from_counties_and_cities(province: list[str], username: str) -> None:
    scope = scope_of(username)
    codes = [story.BANK, story.UNIVERSITY, story.COLLEGE]
    assert not Organisation.objects.visible_to(scope).filter(code__in=codes).exists()
    assert not Finding.objects.visible_to(scope, Depth.EXISTENCE).filter(org__code__in=codes).exists()
    assert not Target.objects.visible_to(scope, Depth.EXISTENCE).filter(org__code__in=codes).exists()


def test_it_keeps_one_county_from_its_sibling(province: list[str]) -> None:
    first, second = scope_of("xian-a"), scope_of("xian-b")
    mine = Finding.objects.visible_to(first)
    assert mine.exists()
    assert not mine.filter(pk__in=Finding.objects.visible_to(second).values("pk")).exists()


def test_it_never_shows_a_bodys_own_staff_the_lead_on_its_chief(province: list[str]) -> None:
    about_him = Lead.objects.filter(accused__name_as_written=story.PRESIDENT)
    assert Lead.objects.visible_to(scope_of("xiansuo")).filter(pk__in=about_him).count() == told.LEADS
    own = Lead.objects.visible_to(scope_of("jiediao"))
    assert own.exists()
    assert not own.filter(pk__in=about_him).exists()


def test_it_lets_unfounded_leads_vanish(province: list[str]) -> None:
    unfounded = Lead.objects.filter(state="unfounded")
    assert unfounded.count() > 1
    assert not Lead.objects.visible_to(scope_of("xiansuo")).filter(pk__in=unfounded).exists()


def test_it_has_renamed_merged_and_moved_bodies(province: list[str]) -> None:
    kinds = dict(Succession.objects.values_list("kind").annotate(Count("pk")))
    assert kinds.keys() >= {"rename", "merge"}


def test_it_gives_the_team_nothing_but_its_task(province: list[str]) -> None:
    team = User.objects.filter(username__in=["zuzhang", "zuyuan"])
    assert team.count() == 2
    assert not Grant.objects.filter(user__in=team).exists()


def test_it_refuses_a_second_loading(province: list[str]) -> None:
    assert is_loaded()
    with pytest.raises(WrongState):
        load(province.append)


@pytest.mark.django_db
def test_it_leaves_nothing_behind_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("stop")

    monkeypatch.setattr("mingjian.demo.load.inspections.record", fail)
    with pytest.raises(RuntimeError, match="stop"):
        load(print, scale=SIZE.scale)
    assert not Office.objects.exists()
    assert not is_loaded()


def test_it_prints_every_sign_in() -> None:
    printed = "\n".join(sign_in_lines())
    assert all(each.username in printed for each in SIGN_INS)
    assert DEFAULT_READER in {each.username for each in SIGN_INS}


def test_its_bodies_add_up() -> None:
    planned = numbers.PROVINCIAL + 16 * numbers.PER_CITY + 129 * numbers.PER_COUNTY
    planned += numbers.TOWNSHIPS + numbers.VILLAGES
    assert planned == NUMBERS["organisations"]
    assert (len(bodies.CITY), len(bodies.COUNTY)) == (numbers.PER_CITY, numbers.PER_COUNTY)
    provincial = 4 + len(bodies.DEPARTMENTS) + len(bodies.INVENTED) * len(bodies.INSTITUTIONS)
    assert provincial >= numbers.PROVINCIAL - bodies.STORY_BODIES


def test_its_lines_add_up() -> None:
    findings = NUMBERS["findings"] - told.FINDINGS
    lines = NUMBERS["manifestations"] - told.LINES
    assert findings < lines < 4 * findings
