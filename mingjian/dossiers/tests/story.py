"""The seed's first story in small, told through the actions: a bank, a university, and the man who led both."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from mingjian.accounts.actions import NewUser, create_users, grant
from mingjian.accounts.models import User
from mingjian.accounts.scopes import of_system
from mingjian.findings.actions import record_findings
from mingjian.findings.rows import NewFinding
from mingjian.leads.actions import NewLead, record_leads
from mingjian.lib.dates import PartialDate
from mingjian.offices.actions import NewOffice, found_offices
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.orgs.actions import merge, record_organisations
from mingjian.orgs.models import Organisation
from mingjian.orgs.recording import NewOrganisation
from mingjian.people.actions import NewPerson, NewTenure, record_persons, record_tenures
from mingjian.rounds.actions import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    assign,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
)
from mingjian.rounds.models import Target, Team

ENTRY = date(2018, 4, 27)
LONG_AGO = PartialDate(2000)


@dataclass(slots=True)
class Story:
    """Who and what there is; `system` holds every right everywhere."""

    system: Scope
    offices: dict[str, int]
    orgs: dict[str, int]
    persons: dict[str, int]
    users: dict[str, User]
    target: Target
    findings: dict[str, int]
    lead: int


def _offices() -> tuple[Scope, dict[str, int]]:
    founder = of_system("story", held=[Held("0", frozenset(Right))])
    ids = found_offices(
        rows=[
            NewOffice("province", "inspection", 1, None, None, "省委巡视办（演示）"),
            NewOffice("city", "inspection", 2, None, "province", "甲市委巡察办（演示）"),
            NewOffice("county", "inspection", 3, None, "city", "子县委巡察办（演示）"),
            NewOffice("sibling", "inspection", 3, None, "city", "丑县委巡察办（演示）"),
        ],
        scope=founder,
    )
    root = Office.objects.get(pk=ids["province"]).path
    return of_system("story", held=[Held(root, frozenset(Right))]), ids


def _orgs(system: Scope, offices: dict[str, int]) -> dict[str, int]:
    province = [offices["province"]]
    return record_organisations(
        rows=[
            NewOrganisation("BANK", "青澜示范银行", "finance", 1, None, None, LONG_AGO, province),
            NewOrganisation("OLD", "青澜师范专科学校（演示）", "university", 1, None, None, LONG_AGO, province),
            NewOrganisation("UNI", "青澜示范大学", "university", 1, None, None, LONG_AGO, province),
            NewOrganisation(
                "AWAY", "子县示范水务局", "government_department", 3, None, None, LONG_AGO, [offices["county"]]
            ),
        ],
        scope=system,
    )


def _persons(system: Scope, offices: dict[str, int], orgs: dict[str, int]) -> dict[str, int]:
    held = [offices["province"]]
    ids = record_persons(
        rows=[
            NewPerson("president", "江砚", "male", PartialDate(1965, 3), office_ids=held),
            NewPerson("namesake", "江砚", "male", PartialDate(1971, 8), office_ids=held),
            NewPerson("dean", "苏明月", "female", PartialDate(1970, 5), office_ids=held),
        ],
        scope=system,
    )
    month = PartialDate
    record_tenures(
        rows=[
            NewTenure(ids["president"], orgs["BANK"], "党委书记", month(2011, 2), month(2016, 2), 5, True),
            NewTenure(ids["president"], orgs["UNI"], "党委副书记、校长", month(2016, 3), None, 5, True),
            NewTenure(ids["dean"], orgs["UNI"], "教务处处长", month(2012, 1), None, 7),
            NewTenure(ids["namesake"], orgs["UNI"], "后勤处科员", month(2013, 1), None, 11),
        ],
        scope=system,
    )
    return ids


def _targets(system: Scope, offices: dict[str, int], orgs: dict[str, int]) -> dict[str, int]:
    office = offices["province"]
    (term,) = record_terms(rows=[NewTerm(office, 10, "十届", date(2016, 12, 1), date(2021, 11, 30))], scope=system)
    rounds = record_rounds(
        rows=[
            NewRound("m", office, term, 2017, 1, "机动巡视", "mobile", date(2017, 8, 21), date(2017, 9, 21)),
            NewRound("r", office, term, 2018, 5, "第五轮", "regular", date(2018, 4, 1), date(2030, 6, 27)),
        ],
        scope=system,
    )
    teams = record_teams(
        rows=[NewTeam("11", rounds["m"], "第十一组"), NewTeam("8", rounds["r"], "第八组")], scope=system
    )
    start = date(2013, 1, 1)
    return record_targets(
        rows=[
            NewTarget("bank", teams["11"], orgs["BANK"], date(2017, 8, 21), date(2017, 9, 21), start, date(2017, 8, 1)),
            NewTarget(
                "uni", teams["8"], orgs["UNI"], ENTRY, date(2018, 6, 27), start, date(2018, 4, 1), state="notified"
            ),
        ],
        scope=system,
    )


def _findings(system: Scope, offices: dict[str, int], orgs: dict[str, int], targets: dict[str, int]) -> dict[str, int]:
    loans = NewFinding(
        number="巡视底稿〔2017〕1号",
        org_id=orgs["BANK"],
        office_id=offices["province"],
        target_id=targets["bank"],
        finding_class="governance",
        subclass="governance.integrity",
        severity=3,
        description="违规发放大额贷款形成重大风险",
        manifestations=("向三家关联企业集中放贷", "贷前调查流于形式"),
        found_on=date(2017, 9, 10),
        conduct=(date(2012, 1, 1), date(2015, 7, 1)),
        amount=Decimal(32000000),
        state="rectifying",
    )
    ids = record_findings(
        rows=[
            loans,
            NewFinding(
                number="旧〔2010〕3号",
                org_id=orgs["OLD"],
                office_id=offices["province"],
                finding_class="organisation",
                severity=1,
                description="专科学校选人用人把关不严",
                found_on=date(2010, 5, 4),
                state="rectifying",
            ),
        ],
        scope=system,
    )
    return {"loans": ids[0], "old": ids[1]}


def _users(system: Scope, offices: dict[str, int]) -> dict[str, User]:
    hashed = make_password(None)
    users = create_users(
        rows=[
            NewUser("member", "组员", offices["county"], password_hash=hashed),
            NewUser("head", "主任", offices["province"], password_hash=hashed),
            NewUser("sibling", "邻县读者", offices["sibling"], password_hash=hashed),
        ],
        scope=system,
    )
    everywhere = {office.pk: office for office in Office.objects.all()}
    since = date(2016, 1, 1)
    grant(user=users["head"], office=everywhere[offices["province"]], role="office_head", since=since, scope=system)
    grant(user=users["sibling"], office=everywhere[offices["sibling"]], role="office_head", since=since, scope=system)
    return users


def tell() -> Story:
    """Make it all."""
    system, offices = _offices()
    orgs = _orgs(system, offices)
    persons = _persons(system, offices, orgs)
    targets = _targets(system, offices, orgs)
    findings = _findings(system, offices, orgs, targets)
    users = _users(system, offices)
    bodies = Organisation.objects.in_bulk(orgs.values())
    merge(
        organisations=[bodies[orgs["OLD"]]],
        into=bodies[orgs["UNI"]],
        on=PartialDate(2012, 6),
        basis="演示文〔2012〕6号",
        scope=system,
    )
    target = Target.objects.get(pk=targets["uni"])
    assign(team=Team.objects.get(pk=target.team_id), user=users["member"], role="team_leader", scope=system)
    (lead,) = record_leads(
        rows=[
            NewLead(
                "线索〔2017〕9号",
                offices["province"],
                "inspection",
                date(2017, 10, 1),
                org_id=orgs["BANK"],
                summary="反映江砚任内收受好处",
                conduct=(date(2013, 1, 1), date(2014, 1, 1)),
                person_ids=[persons["president"]],
                posts=["党委书记"],
                names=["江砚"],
            )
        ],
        scope=system,
    )
    return Story(system, offices, orgs, persons, users, target, findings, lead)
