"""The ledger of leads 问题线索台账: the columns of F6, without those of who reported it: these are never read."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.leads.bulk import BULK
from mingjian.leads.kinds import Disposal, Form, Grade, Source
from mingjian.leads.models import STATE_RANKS, Accused, Lead
from mingjian.leads.sheets import INTAKE
from mingjian.leads.states import LEAD
from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document, division, office
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation


def _accused_of(ids: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Accused.objects.filter(lead_id__in=ids).order_by("lead_id", "id")
    for lead_id, name, post in rows.values_list("lead_id", "name_as_written", "post_as_written"):
        found.setdefault(lead_id, []).append((name, post))
    return found


def body_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Organisation.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _colleague(row_id: int, scope: Scope) -> str | None:
    """The colleague's name, for somebody who reads a lead that is theirs."""
    theirs = Lead.objects.visible_to(scope).filter(assignee_id=row_id)
    found: str | None = theirs.values_list("assignee__display_name", flat=True).first()
    return found


_SOURCES_WRITTEN = {
    "信访举报": "report",
    "来信": "report",
    "来访": "report",
    "上级交办": "superior",
    "公检法机关移交": "justice",
    "司法机关移交": "justice",
    "监督检查中发现": "supervision",
    "监督检查": "supervision",
    "审查调查中发现": "investigation",
    "审查调查": "investigation",
    "审计中发现": "audit",
    "审计移交": "audit",
    "巡视巡察中发现": "inspection",
    "巡视移交": "inspection",
    "巡察移交": "inspection",
    "其他行政执法机关移交": "enforcement",
    "其他": "other",
}
_DISPOSALS_WRITTEN = {
    "谈话函询": "inquiry",
    "函询": "inquiry",
    "谈话": "inquiry",
    "初步核实": "preliminary_check",
    "初核": "preliminary_check",
    "暂存待查": "hold",
    "暂存": "hold",
    "予以了结": "close",
    "了结": "close",
}
GRADES_WRITTEN = {
    "进一步了解关注类": "close",
    "进一步了解": "close",
    "了解关注类": "watch",
    "了解关注": "watch",
    "参考类": "reference",
}
FORMS_WRITTEN = {
    **dict.fromkeys(("第一种", "一", "1", "第一种形态"), 1),
    **dict.fromkeys(("第二种", "二", "2", "第二种形态"), 2),
    **dict.fromkeys(("第三种", "三", "3", "第三种形态"), 3),
    **dict.fromkeys(("第四种", "四", "4", "第四种形态"), 4),
}
_STATES = {code: state.words for code, state in LEAD.states.items() if code != "unfounded"}


def _tone(state: object) -> str:
    return LEAD.states[str(state)].tone


def _is_verified(state: object) -> bool:
    """An allegation until it is concluded."""
    return state == "concluded"


COLUMNS = (
    Column(
        key="number",
        words=_("Number"),
        value="number",
        synonyms=("线索编号", "问题线索编号", "编号", "线索号"),
        required=True,
        width=18,
    ),
    Column(
        key="received_on",
        words=_("Received"),
        type=Type.DATE,
        value="received_on",
        synonyms=("收件日期", "收到日期", "受理日期", "登记日期", "接收日期"),
        filtered="received_on",
        required=True,
        width=12,
        ready=True,
    ),
    Column(
        key="source",
        words=_("Source"),
        type=Type.CHOICE,
        value="source",
        synonyms=("线索来源", "来源"),
        choices=dict(Source.choices),
        also_written=_SOURCES_WRITTEN,
        filtered="source",
        required=True,
        width=16,
        ready=True,
    ),
    Column(
        key="source_number",
        words=_("Number at the source"),
        value="source_number",
        synonyms=("来源文号", "来文文号", "来文字号"),
        shown=False,
        width=16,
    ),
    Column(
        key="forward_number",
        words=_("Number of forwarding"),
        value="forward_number",
        synonyms=("转办文号", "转办函号", "交办文号"),
        shown=False,
        width=16,
    ),
    Column(
        key="grade",
        words=_("Class of lead"),
        type=Type.CHOICE,
        value="grade",
        synonyms=("线索分类", "线索类别", "线索等级"),
        choices=dict(Grade.choices),
        also_written=GRADES_WRITTEN,
        filtered="grade",
        shown=False,
        width=14,
    ),
    Column(
        key="org",
        words=_("Organisation"),
        type=Type.ORGANISATION,
        value="org__name",
        synonyms=("涉及单位", "被反映单位", "被反映人单位", "单位", "单位名称"),
        width=28,
    ),
    Column(
        key="persons",
        words=_("Persons it is about"),
        type=Type.PERSONS,
        gather=_accused_of,
        synonyms=("被反映人", "被反映人姓名", "被举报人", "涉及人", "涉及人员"),
        width=28,
    ),
    Column(
        key="summary",
        words=_("What is alleged"),
        type=Type.LONG_TEXT,
        value="summary",
        synonyms=("反映主要问题", "主要问题", "反映内容", "反映问题", "问题摘要"),
        required=True,
        width=50,
    ),
    Column(
        key="problem_type",
        words=_("Type of problem"),
        value="problem_type",
        synonyms=("问题类型", "问题类别", "问题性质"),
        width=18,
    ),
    Column(
        key="areas",
        words=_("Areas"),
        type=Type.LIST,
        value="areas",
        synonyms=("涉及领域", "领域"),
        shown=False,
        width=18,
    ),
    Column(
        key="conduct",
        words=_("Period alleged"),
        type=Type.PERIOD,
        value="conduct",
        synonyms=("行为期间", "发生时间", "问题发生时间", "反映问题发生时间"),
        shown=False,
        width=24,
    ),
    Column(
        key="amount",
        words=_("Amount alleged (yuan)"),
        type=Type.AMOUNT,
        value="amount",
        synonyms=("金额", "涉及金额", "涉案金额"),
        shown=False,
        width=16,
        filtered="amount",
    ),
    Column(
        key="about_unit",
        words=_("About a unit or an accident"),
        type=Type.YES_NO,
        value="about_unit",
        synonyms=("是否单位类或事故类", "是否单位类", "是否事故类", "单位类或事故类"),
        filtered="about_unit",
        shown=False,
        width=10,
    ),
    Column(
        key="about_leader",
        words=_("About a Party or government leader"),
        type=Type.YES_NO,
        value="about_leader",
        synonyms=("是否涉及党政领导", "涉及党政领导", "是否涉及领导干部"),
        filtered="about_leader",
        shown=False,
        width=10,
    ),
    Column(
        key="proposal",
        words=_("Proposed handling"),
        type=Type.LONG_TEXT,
        value="proposal",
        synonyms=("拟办意见", "拟办", "拟处置意见"),
        shown=False,
        width=30,
    ),
    Column(
        key="instruction",
        words=_("Leader's instruction"),
        type=Type.LONG_TEXT,
        value="instruction",
        synonyms=("领导批示", "批示", "批示意见", "领导批示意见"),
        shown=False,
        width=30,
    ),
    Column(
        key="department",
        words=_("Handling department"),
        value="department",
        synonyms=("承办部门", "承办单位", "承办室"),
        shown=False,
        width=18,
    ),
    Column(
        key="disposal",
        words=_("Disposal"),
        type=Type.CHOICE,
        value="disposal",
        synonyms=("处置方式", "处置意见", "处置方式1"),
        choices=dict(Disposal.choices),
        also_written=_DISPOSALS_WRITTEN,
        filtered="disposal",
        width=14,
    ),
    Column(
        key="handled_on",
        words=_("Disposed on"),
        type=Type.DATE,
        value="handled_on",
        synonyms=("处置时间", "处置日期", "处置方式时间"),
        shown=False,
        width=12,
    ),
    Column(
        key="due_on",
        words=_("Deadline"),
        type=Type.DATE,
        value="due_on",
        synonyms=("办理期限", "办结期限", "处置期限", "限办日期"),
        filtered="due_on",
        last_day=True,
        width=12,
    ),
    Column(
        key="result",
        words=_("Result of handling"),
        type=Type.LONG_TEXT,
        value="result",
        synonyms=("处置结果", "办理结果", "核查结果", "处置情况"),
        shown=False,
        width=30,
    ),
    Column(
        key="form",
        words=_("Form"),
        type=Type.CHOICE,
        value="form",
        synonyms=("四种形态归类", "四种形态", "形态"),
        choices=dict(Form.choices),
        also_written=FORMS_WRITTEN,
        filtered="form",
        shown=False,
        width=12,
    ),
    Column(
        key="recovered_loss",
        words=_("Loss recovered (yuan)"),
        type=Type.AMOUNT,
        value="recovered_loss",
        synonyms=("挽回损失", "挽回经济损失", "挽回损失金额"),
        shown=False,
        width=16,
    ),
    Column(
        key="confiscated",
        words=_("Amount confiscated (yuan)"),
        type=Type.AMOUNT,
        value="confiscated",
        synonyms=("收缴金额", "收缴违纪款", "收缴违纪违法所得"),
        shown=False,
        width=16,
    ),
    Column(
        key="state",
        words=_("State"),
        type=Type.CHOICE,
        value="state",
        choices=_STATES,
        filtered="state",
        tones=_tone,
        verified=_is_verified,
        width=12,
        ready=True,
    ),
)

LEADS = Ledger(
    code="leads",
    words=_("Leads"),
    kind="lead",
    model=Lead,
    columns=COLUMNS,
    sorts=(
        Sort(key="received_on", field="received_on"),
        Sort(key="number", field="number"),
        Sort(key="source", field="source"),
        Sort(key="state", field="state", ranks=STATE_RANKS),
        Sort(key="amount", field="amount", empty="-1"),
        Sort(key="due_on", field="due_on", empty="9999-12-31"),
    ),
    default_sort="-received_on",
    row_url="lead",
    list_url="lead-list",
    right=Right.READ_LEADS,
    id_filters=(
        IdFilter(
            key="org",
            field="org_id",
            words=_("Organisation"),
            name_of=body_name,
            find=by_document("organisation"),
            of_body=True,
            ready=True,
        ),
        division(_("Division"), "org__division__path"),
        office(_("Office")),
        IdFilter(key="assignee", field="assignee_id", words=_("Handled by"), name_of=_colleague),
    ),
    intake=INTAKE,
    bulk=BULK,
    read_words=_("List of leads read"),
    export_words=_("Leads exported"),
)
