"""The story: a bank inspected in a mobile round, whose party secretary of those years is now a university's president.

The team about to enter the university holds nothing but its task; the bank's findings belong to the province's office.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from mingjian.demo.bodies import COMMITTEE, Body
from mingjian.demo.cadres import Cadre, People, Post
from mingjian.demo.inspections import Visit, Wave
from mingjian.demo.places import MARK, ROOT, Places
from mingjian.findings.actions import NewFinding, record_findings
from mingjian.leads.actions import NewLead, record_leads
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Level
from mingjian.offices.scope import Scope
from mingjian.orgs.actions import Merging, Renaming, merge_many, rename_many
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.rounds.models import RoundKind

PRESIDENT = "江砚"
BANK, UNIVERSITY, COLLEGE, HOSPITAL, PRESS = "S-BANK", "S-UNIVERSITY", "S-COLLEGE", "S-HOSPITAL", "S-PRESS"
MOBILE = (date(2017, 8, 21), date(2017, 9, 21))
ENTRY = (date(2018, 4, 27), date(2018, 6, 27))
MERGED_ON = PartialDate(2015, 7)
BANK_TEAM, TEAM = 11, 8

# Description, manifestation lines, sub-class, yuan, first and last day of conduct, whether it names him.
Told = tuple[str, tuple[str, ...], str, int | None, date, date, bool]
AT_THE_BANK: tuple[Told, ...] = (
    ("违规决策向关联企业发放巨额贷款，形成重大信贷风险。", ("2012年至2014年，未经贷款审查委员会审议，向3户关联企业发放贷款18.6亿元，至进驻时逾期11.2亿元。", "贷前调查报告由借款企业代拟，抵押物重复登记。"), "policy.risks", 1_120_000_000, date(2012, 3, 1), date(2014, 11, 30), True),
    ("“一把手”权力缺乏有效监督，重大事项个人说了算。", ("2013年至2015年，27项大额资金运用未上党委会，由主要负责人圈阅决定，涉及43.5亿元。",), "organisation.leadership", 4_350_000_000, date(2013, 1, 1), date(2015, 12, 1), True),
    ("系统内选人用人问题突出，跑官要官、任人唯亲现象严重。", ("2012年至2015年，19名县级联社负责人未经考察直接任职。", "任前未征求纪检机构意见41人次。"), "organisation.selection", None, date(2012, 6, 1), date(2015, 10, 1), False),
    ("基建项目规避招标，工程建设领域廉洁风险高。", ("总部大楼装修工程拆分为14个标段直接发包，合同金额2.3亿元。", "信息机房设备采购由关联供应商围标，超预算3100万元。"), "governance.integrity", 230_000_000, date(2012, 9, 1), date(2015, 3, 31), False),
    ("违规处置抵债资产，造成国有资产流失。", ("2014年以明显低于评估的价格转让抵债土地5宗，差额1.7亿元。",), "governance.integrity", 170_000_000, date(2014, 2, 1), date(2015, 6, 30), False),
    ("违反中央八项规定精神，超标准建设使用接待场所。", ("在培训中心违规设立内部接待食堂，2012年至2014年列支3680万元。", "购置高档酒水以会议费名义报销640万元。"), "governance.eight_rules", 43_200_000, date(2012, 12, 4), date(2014, 12, 31), False),
    ("不良贷款底数不实，以贷收贷掩盖风险。", ("2013年至2015年办理借新还旧、以贷收息业务9.8亿元，少反映不良贷款6.4亿元。",), "policy.risks", 980_000_000, date(2013, 4, 1), date(2015, 12, 31), False),
    ("落实主体责任缺失，对下级联社腐败问题失察。", ("2012年至2015年，11家县级联社负责人被查处，党委未作一次专题研究。",), "governance.primary", None, date(2012, 1, 1), date(2015, 12, 31), False),
    ("干部职工经商办企业、利益输送问题长期得不到纠正。", ("32名中层以上人员亲属经营与本系统有业务往来的企业，涉及贷款余额5.1亿元。",), "governance.integrity", 510_000_000, date(2012, 5, 1), date(2015, 11, 30), False),
    ("审计查出问题屡审屡犯，整改责任悬空。", ("2013年审计指出的4.2亿元账外资金至2015年底仍未并账。",), "rectification.audit", 420_000_000, date(2013, 7, 1), date(2015, 12, 31), False),
    ("支农贷款偏离主业，落实强农惠农政策走样。", ("2014年发放的支农再贷款中6.6亿元流向房地产企业。",), "policy.duties", 660_000_000, date(2014, 1, 1), date(2015, 9, 30), False),
    ("监督机构履职缺位，同级监督形同虚设。", ("2012年至2015年，监察部门收到反映班子成员的信访件23件，均未按规定报告。",), "governance.supervisory", None, date(2012, 1, 1), date(2015, 12, 31), False),
)  # fmt: skip
AT_THE_UNIVERSITY: tuple[Told, ...] = (
    ("科研经费管理不严，存在虚列支出问题。", ("2010年至2012年，11个课题以劳务费名义虚列支出86万元。",), "governance.integrity", 860_000, date(2010, 3, 1), date(2012, 12, 31), False),
    ("基层党组织生活不规范，二级学院党建责任落实不到位。", ("7个支部未按期换届，党员大会记录缺失。",), "organisation.branches", None, date(2011, 1, 1), date(2012, 12, 31), False),
)  # fmt: skip
AT_THE_COLLEGE: tuple[Told, ...] = (
    ("招生录取和学生资助管理混乱。", ("2011年至2012年截留学生资助资金54万元用于发放教职工补贴。", "自主招生面试成绩涂改18份。"), "governance.grassroots", 540_000, date(2011, 2, 1), date(2012, 12, 31), False),
)  # fmt: skip


@dataclass(slots=True)
class Story:
    """The story's bodies and people; `visits` are the inspections it needs."""

    bodies: dict[str, Body]
    people: list[Cadre]
    visits: dict[str, Visit]

    @property
    def president(self) -> Cadre:
        return self.people[0]


def bodies(places: Places) -> list[Body]:
    """The bank, the university with two units, and the college that became part of it."""
    offices = (places.inspection[ROOT], places.discipline[ROOT])
    committee = f"{ROOT}-{COMMITTEE}"
    rows = (
        (BANK, f"青澜省级农村信用联社{MARK}", Kind.FINANCE, committee, 1999, "青澜联社"),
        (UNIVERSITY, f"云岭示范学院{MARK}", Kind.UNIVERSITY, committee, 1985, "云岭大学"),
        (COLLEGE, f"青屏示范专科学校{MARK}", Kind.UNIVERSITY, committee, 1992, "青屏师专"),
        (HOSPITAL, f"云岭示范大学附属医院{MARK}", Kind.HOSPITAL, UNIVERSITY, 1996, "云岭附院"),
        (PRESS, f"云岭示范大学后勤集团{MARK}", Kind.ENTERPRISE, UNIVERSITY, 2001, "云岭后勤"),
    )
    return [
        Body(code, name, kind, Level.PROVINCE, ROOT, superior, offices, ROOT, PartialDate(year),
             ((short, NameKind.SHORT),), story=True)
        for code, name, kind, superior, year, short in rows
    ]  # fmt: skip


def change(found: dict[str, Body], scope: Scope) -> None:
    """The college goes into the university; the university and the bank take their present names."""
    college, university, bank = found[COLLEGE], found[UNIVERSITY], found[BANK]
    merge_many(rows=[Merging([college.id], university.id, MERGED_ON, "教育资源整合（虚构）")], scope=scope)
    college.ended = MERGED_ON.lower
    university.name, bank.name = f"云岭示范大学{MARK}", f"青澜农村信用社联合社{MARK}"
    renamings = [
        Renaming(university.id, university.name, PartialDate(2014, 3), "更名（虚构）"),
        Renaming(bank.id, bank.name, PartialDate(2012, 6, 1), "更名（虚构）"),
    ]
    rename_many(rows=renamings, scope=scope)


def visits(found: dict[str, Body], waves: dict[str, list[Wave]]) -> dict[str, Visit]:
    """The mobile inspection of the bank, earlier ones at the university and the college, and the one to come."""
    province = waves[ROOT]
    mobile = next(each for each in province if each.kind == RoundKind.MOBILE)
    coming = next(each for each in province if each.start == ENTRY[0])
    early = next(each for each in province if each.start.year == 2013)
    since = date(2008, 1, 1)
    return {
        "bank": Visit("story-bank", mobile, found[BANK], BANK_TEAM, date(2011, 1, 1)),
        "coming": Visit("story-university", coming, found[UNIVERSITY], TEAM, date(2013, 1, 1)),
        "university": Visit("story-university-2013", early, found[UNIVERSITY], 1, since),
        "college": Visit("story-college-2013", early, found[COLLEGE], 1, since),
    }


def people(found: dict[str, Body], bodies_: dict[str, Body], random: Random, namesake_at: Body) -> list[Cadre]:
    """The president first, his namesake next, then who else leads the university and the bank."""
    bank, university, college = found[BANK], found[UNIVERSITY], found[COLLEGE]
    finance, education = bodies_[f"{ROOT}-04"], bodies_[f"{ROOT}-05"]
    rows: tuple[tuple[str, str, int, int, tuple[Post, ...]], ...] = (
        (PRESIDENT, "male", 1962, 9, (
            _post(finance, "副厅长", 6, (2006, 3), (2011, 2)), _post(bank, "党委书记、理事长", 5, (2011, 2), (2016, 2), True),
            _post(university, "校长、党委副书记", 5, (2016, 2), None, True))),
        (PRESIDENT, "male", 1974, 3, (_post(namesake_at, "副局长", 10, (2010, 5), None),)),
        ("苏庭岳", "male", 1960, 5, (_post(education, "副厅长", 6, (2007, 4), (2013, 8)), _post(university, "党委书记", 5, (2013, 8), None, True))),
        ("何静澜", "female", 1965, 11, (_post(college, "党委书记", 7, (2009, 1), (2015, 6), True), _post(university, "党委副书记、纪委书记", 6, (2015, 7), None))),
        ("段启山", "male", 1964, 2, (_post(university, "副校长", 6, (2010, 9), None),)),
        ("白砚秋", "female", 1968, 7, (_post(education, "高等教育处处长", 7, (2008, 3), (2014, 5)), _post(university, "副校长", 6, (2014, 5), None))),
        ("陆伯钧", "male", 1957, 12, (_post(university, "校长", 5, (2008, 6), (2016, 1), True),)),
        ("邵平川", "male", 1966, 4, (_post(bank, "副主任", 6, (2009, 7), (2016, 2)), _post(bank, "党委书记、理事长", 5, (2016, 2), None, True))),
        ("木春和", "male", 1970, 8, (_post(bank, "信贷管理部总经理", 8, (2010, 3), (2015, 5)), _post(university, "后勤处处长", 8, (2015, 5), None))),
    )  # fmt: skip
    found_people = []
    for number, (name, sex, year, month, posts) in enumerate(rows):
        ethnicity = random.choice(("汉族", "白族", "彝族"))
        managed = "province" if number != 1 else "county"
        found_people.append(Cadre(f"s{number}", name, sex, PartialDate(year, month), ethnicity, managed, list(posts)))
    return found_people


def _post(
    body: Body, title: str, rank: int, start: tuple[int, int], end: tuple[int, int] | None, chief: bool = False
) -> Post:
    """`end` is the last month in the post."""
    until = date(end[0] + end[1] // 12, end[1] % 12 + 1, 1) if end else None
    return Post(body, title, rank, chief, date(*start, 1), until)


def count(told: tuple[Told, ...]) -> int:
    return sum(len(lines) for _description, lines, *_rest in told)


FINDINGS = len(AT_THE_BANK) + len(AT_THE_UNIVERSITY) + len(AT_THE_COLLEGE)
LINES = count(AT_THE_BANK) + count(AT_THE_UNIVERSITY) + count(AT_THE_COLLEGE)
VISITS, LEADS = 4, 2


def record_matters(story: Story, everybody: People, places: Places, scope: Scope) -> list[int]:
    """The findings at the bank, still unresolved, those of old, and two leads on the president."""
    rows = []
    for key, told, state in (
        ("bank", AT_THE_BANK, "rectifying"),
        ("university", AT_THE_UNIVERSITY, "done"),
        ("college", AT_THE_COLLEGE, "closed_out"),
    ):
        visit = story.visits[key]
        rows += [_finding(number, one, visit, state, story) for number, one in enumerate(told, start=1)]
    ids = record_findings(rows=rows, scope=scope)
    record_leads(rows=_leads(story, ids[0], places), scope=scope)
    return ids


def _finding(number: int, told: Told, visit: Visit, state: str, story: Story) -> NewFinding:
    description, lines, subclass, amount, first, last, named = told
    at_bank = visit.body is story.bodies[BANK]
    return NewFinding(
        number=f"{visit.body.code.removeprefix('S-')}-{visit.wave.start.year}-{number:02}", org_id=visit.body.id,
        office_id=visit.wave.office, target_id=visit.id, finding_class=subclass.split(".")[0], subclass=subclass,
        severity=3 if at_bank else 2, description=description, manifestations=lines,
        found_on=visit.wave.end - timedelta(days=2), person_ids=[story.president.id] if named else (),
        amount=Decimal(amount) if amount else None, conduct=(first, last), discipline="political" if amount is None else "integrity",
        areas=["金融"] if at_bank else ["教育"], evidence="查阅信贷档案、会议纪要和财务凭证，个别谈话核实" if at_bank else "查阅凭证、个别谈话",
        basis="《中国共产党问责条例》", suggestion="移交纪检机构进一步核实，责令限期整改", responsible=visit.body.head,
        referred=named, feedback_on=visit.feedback, due_on=visit.feedback + timedelta(days=180) if visit.feedback else None,
        state=state,
    )  # fmt: skip


def _leads(story: Story, finding_id: int, places: Places) -> list[NewLead]:
    office, president = places.discipline[ROOT], story.president
    bank, university = story.bodies[BANK], story.bodies[UNIVERSITY]
    return [
        NewLead(
            number="线〔2017〕特001号", office_id=office, source="inspection", received_on=date(2017, 10, 30), org_id=bank.id,
            finding_id=finding_id, problem_type="违规决策", conduct=(date(2012, 3, 1), date(2014, 11, 30)),
            summary=f"反映{bank.name}原党委书记、理事长{PRESIDENT}违规决策发放贷款，收受关联企业财物。", amount=Decimal(12_000_000),
            disposal="preliminary_check", state="under_disposal", person_ids=[president.id], posts=["党委书记、理事长"],
        ),
        NewLead(
            number="线〔2018〕特002号", office_id=office, source="report", received_on=date(2018, 3, 15), org_id=university.id,
            problem_type="插手工程建设", conduct=(date(2016, 9, 1), date(2017, 12, 31)),
            summary=f"反映{university.name}校长{PRESIDENT}插手新校区建设工程。", state="received",
            person_ids=[president.id], posts=["校长、党委副书记"],
        ),
    ]  # fmt: skip
