"""The ledger of findings 问题台账: the columns of F1 and F2, and the headings under which sheets carry them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.findings.bulk import BULK
from mingjian.findings.classes import Discipline, FindingClass, Severity, Subclass
from mingjian.findings.models import (
    CLASS_RANKS,
    DISCIPLINE_RANKS,
    STATE_RANKS,
    SUBCLASS_RANKS,
    Finding,
    Manifestation,
    Named,
)
from mingjian.findings.sheets import INTAKE
from mingjian.findings.spellings import (
    CLASSES_WRITTEN,
    DISCIPLINES_WRITTEN,
    SEVERITIES_WRITTEN,
    STATES_WRITTEN,
    SUBCLASSES_WRITTEN,
)
from mingjian.findings.states import FINDING
from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document, division, office
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.rounds.models import Target


def _lines_of(ids: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Manifestation.objects.filter(finding_id__among=list(ids)).order_by("finding_id", "position")
    for finding_id, text in rows.values_list("finding_id", "text"):
        found.setdefault(finding_id, []).append(text)
    return found


def _persons_of(ids: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Named.objects.filter(finding_id__among=list(ids)).order_by("finding_id", "id")
    for finding_id, name, post in rows.values_list("finding_id", "name_as_written", "post_as_written"):
        found.setdefault(finding_id, []).append((name, post))
    return found


def _body_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Organisation.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _person_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Person.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _target_name(row_id: int, scope: Scope) -> str | None:
    found = Target.objects.visible_to(scope).filter(pk=row_id)
    names = found.values_list("team__round__name", "team__name").first()
    return " ".join(names) if names else None


def _state_tone(state: object) -> str:
    return FINDING.states[str(state)].tone


def _severity_tone(severity: object) -> str:
    return "due" if severity == Severity.MAJOR else ""


COLUMNS = (
    Column(
        key="number",
        words=_("Finding number"),
        value="number",
        synonyms=("问题编号", "问题底稿编号", "底稿编号", "事实确认单编号", "问题序号", "编号"),
        width=18,
        filtered="number",
    ),
    Column(
        key="org",
        words=_("Inspected organisation"),
        type=Type.ORGANISATION,
        value="org__name",
        synonyms=(
            "被巡察单位",
            "被巡视单位",
            "被巡单位",
            "被巡察党组织",
            "被巡视党组织",
            "单位名称",
            "单位",
            "党组织名称",
        ),
        required=True,
        width=28,
    ),
    Column(
        key="finding_class",
        words=_("Class"),
        type=Type.CHOICE,
        value="finding_class",
        synonyms=("四个落实分类", "四个落实", "问题分类", "问题类别", "类别", "分类", "大类"),
        choices=dict(FindingClass.choices),
        also_written=CLASSES_WRITTEN,
        filtered="finding_class",
        width=24,
        ready=True,
    ),
    Column(
        key="subclass",
        words=_("Sub-class"),
        type=Type.CHOICE,
        value="subclass",
        synonyms=("小类", "问题小类", "问题类型", "子类", "二级分类"),
        choices=dict(Subclass.choices),
        also_written=SUBCLASSES_WRITTEN,
        filtered="subclass",
        width=20,
    ),
    Column(
        key="severity",
        words=_("Severity"),
        type=Type.CHOICE,
        value="severity",
        synonyms=("严重程度", "问题性质", "问题等级", "程度"),
        choices=dict(Severity.choices),
        also_written=SEVERITIES_WRITTEN,
        filtered="severity",
        tones=_severity_tone,
        width=10,
        ready=True,
    ),
    Column(
        key="description",
        words=_("Description"),
        type=Type.LONG_TEXT,
        value="description",
        synonyms=(
            "问题描述",
            "事实概述",
            "问题概述",
            "反馈问题",
            "存在问题",
            "主要问题",
            "问题内容",
            "发现问题",
            "问题",
        ),
        required=True,
        width=50,
        filtered="description",
    ),
    Column(
        key="manifestations",
        words=_("Manifestations"),
        type=Type.LINES,
        gather=_lines_of,
        synonyms=("具体表现", "具体事实", "问题具体表现", "具体问题", "主要表现"),
        shown=False,
        width=50,
    ),
    Column(
        key="persons",
        words=_("Persons named"),
        type=Type.PERSONS,
        gather=_persons_of,
        synonyms=("涉及人", "涉及人员", "责任人员", "涉及对象", "涉及人姓名", "相关人员"),
        shown=False,
        width=28,
    ),
    Column(
        key="amount",
        words=_("Amount (yuan)"),
        type=Type.AMOUNT,
        value="amount",
        synonyms=("金额", "涉及金额", "涉案金额", "问题金额", "资金金额"),
        width=16,
        filtered="amount",
    ),
    Column(
        key="conduct",
        words=_("Period of the conduct"),
        type=Type.PERIOD,
        value="conduct",
        synonyms=("行为期间", "发生时间", "问题发生时间", "问题发生期间", "行为时间", "事实时间"),
        shown=False,
        width=24,
    ),
    Column(
        key="found_on",
        words=_("Found on"),
        type=Type.PARTIAL_DATE,
        value="found_on",
        precision="found_precision",
        synonyms=("发现时间", "发现日期", "登记日期", "登记时间", "记录日期", "日期"),
        filtered="found_on",
        width=12,
        ready=True,
    ),
    Column(
        key="discipline",
        words=_("Discipline"),
        type=Type.CHOICE,
        value="discipline",
        synonyms=("六项纪律", "违反纪律", "纪律类别", "违纪类型"),
        choices=dict(Discipline.choices),
        also_written=DISCIPLINES_WRITTEN,
        filtered="discipline",
        shown=False,
        width=12,
    ),
    Column(
        key="areas",
        words=_("Areas"),
        type=Type.LIST,
        value="areas",
        synonyms=("事实领域", "涉及领域", "问题领域", "领域"),
        shown=False,
        width=18,
    ),
    Column(
        key="evidence",
        words=_("Evidence"),
        type=Type.LONG_TEXT,
        value="evidence",
        synonyms=("证据摘要", "主要证据", "证据", "佐证材料"),
        shown=False,
        width=30,
    ),
    Column(
        key="basis",
        words=_("Basis"),
        type=Type.LONG_TEXT,
        value="basis",
        synonyms=("法规依据", "定性依据", "政策依据", "依据"),
        shown=False,
        width=30,
    ),
    Column(
        key="suggestion",
        words=_("Suggestion"),
        type=Type.LONG_TEXT,
        value="suggestion",
        synonyms=("建议处理", "处理建议", "整改意见", "整改建议", "建议"),
        shown=False,
        width=30,
    ),
    Column(
        key="responsible",
        words=_("Responsible"),
        value="responsible",
        synonyms=("责任主体", "责任单位", "责任部门", "责任领导", "牵头领导"),
        shown=False,
        width=20,
        filtered="responsible",
    ),
    Column(
        key="handlers",
        words=_("Handlers"),
        value="handlers",
        synonyms=("承办人", "经办人", "承办人员", "填报人"),
        shown=False,
        width=16,
    ),
    Column(
        key="immediate_fix",
        words=_("Rectified at once"),
        type=Type.YES_NO,
        value="immediate_fix",
        synonyms=("是否立行立改", "立行立改"),
        filtered="immediate_fix",
        shown=False,
        width=10,
    ),
    Column(
        key="referred",
        words=_("Referred"),
        type=Type.YES_NO,
        value="referred",
        synonyms=("是否移交", "移交", "是否移交线索"),
        filtered="referred",
        shown=False,
        width=10,
    ),
    Column(
        key="feedback_on",
        words=_("Feedback on"),
        type=Type.DATE,
        value="feedback_on",
        synonyms=("反馈日期", "反馈时间"),
        shown=False,
        width=12,
        filtered="feedback_on",
    ),
    Column(
        key="due_on",
        words=_("Due on"),
        type=Type.DATE,
        value="due_on",
        synonyms=("整改时限", "完成时限", "整改期限", "整改到期日"),
        last_day=True,
        width=12,
        filtered="due_on",
    ),
    Column(
        key="state",
        words=_("State of rectification"),
        type=Type.CHOICE,
        value="state",
        synonyms=("整改状态", "完成状态", "整改情况", "整改进展", "状态"),
        choices=dict(FINDING.choices),
        also_written=STATES_WRITTEN,
        filtered="state",
        tones=_state_tone,
        width=12,
        ready=True,
    ),
    Column(key="year", words=_("Year"), synonyms=("年份", "年度")),
    Column(key="round", words=_("Round"), synonyms=("轮次", "批次", "巡察轮次", "巡视轮次")),
    Column(key="team", words=_("Team"), synonyms=("巡察组", "巡视组", "组别", "组")),
)

FINDINGS = Ledger(
    code="findings",
    words=_("Findings"),
    kind="finding",
    model=Finding,
    columns=COLUMNS,
    sorts=(
        Sort(key="found_on", field="found_on"),
        Sort(key="number", field="number"),
        Sort(key="severity", field="severity"),
        Sort(key="org", field="org__sort_key"),
        Sort(key="finding_class", field="finding_class", ranks=CLASS_RANKS),
        Sort(key="subclass", field="subclass", ranks=SUBCLASS_RANKS),
        Sort(key="discipline", field="discipline", ranks=DISCIPLINE_RANKS),
        Sort(key="state", field="state", ranks=STATE_RANKS),
        Sort(key="conduct", field="conduct", of_range=True),
        Sort(key="responsible", field="responsible"),
        Sort(key="handlers", field="handlers"),
        Sort(key="immediate_fix", field="immediate_fix"),
        Sort(key="referred", field="referred"),
        Sort(key="feedback_on", field="feedback_on", empty="9999-12-31"),
        Sort(key="amount", field="amount", empty="-1"),
        Sort(key="due_on", field="due_on", empty="9999-12-31"),
    ),
    default_sort="-found_on",
    row_url="finding",
    list_url="finding-list",
    right=Right.READ_FINDINGS,
    id_filters=(
        IdFilter(
            key="org",
            field="org_id",
            words=_("Inspected organisation"),
            name_of=_body_name,
            find=by_document("organisation"),
            of_body=True,
            ready=True,
        ),
        IdFilter(key="target", field="target_id", words=_("Round and team"), name_of=_target_name),
        IdFilter(
            key="person",
            field="named__person_id",
            words=_("Person named"),
            name_of=_person_name,
            find=by_document("person"),
            of_person=True,
        ),
        division(_("Division"), "org__division__path"),
        office(_("Office")),
    ),
    intake=INTAKE,
    bulk=BULK,
    read_words=_("Read the list of findings"),
    export_words=_("Exported findings"),
)
