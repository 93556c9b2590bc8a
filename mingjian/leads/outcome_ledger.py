"""The ledger of outcomes: what concluded matters led to, of every kind; a filter on the kind makes each one's own."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.leads.kinds import Form, OutcomeKind
from mingjian.leads.ledger import FORMS_WRITTEN, body_name
from mingjian.leads.models import Outcome
from mingjian.leads.outcome_sheets import INTAKE
from mingjian.leads.states import OUTCOME
from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.models import Person

KINDS_WRITTEN = {
    "问责": "accountability",
    "党纪处分": "party_sanction",
    "党内处分": "party_sanction",
    "党纪": "party_sanction",
    "政务处分": "admin_sanction",
    "政纪处分": "admin_sanction",
    "政务": "admin_sanction",
    "组织处理": "org_measure",
    "组织措施": "org_measure",
    "移送司法": "judicial_referral",
    "移送司法机关": "judicial_referral",
    "移送检察机关": "judicial_referral",
    "追缴": "recovered",
    "挽回损失": "recovered",
    "退缴": "recovered",
    "澄清": "clarification",
    "澄清正名": "clarification",
}


def _persons_of(ids: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    rows = Outcome.objects.filter(pk__in=ids, person__isnull=False)
    return {pk: [(name, "")] for pk, name in rows.values_list("pk", "person__name")}


def _person_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Person.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _tone(state: object) -> str:
    return OUTCOME.states[str(state)].tone


COLUMNS = (
    Column(
        key="measure",
        words=_("Measure"),
        value="measure",
        synonyms=("处理措施", "处分种类", "处理方式", "处分档次", "处理结果", "措施"),
        required=True,
        width=20,
    ),
    Column(
        key="kind",
        words=_("Kind"),
        type=Type.CHOICE,
        value="kind",
        synonyms=("结果类别", "处理类别", "处分类别", "类别"),
        choices=dict(OutcomeKind.choices),
        also_written=KINDS_WRITTEN,
        filtered="kind",
        required=True,
        width=14,
    ),
    Column(
        key="persons",
        words=_("Person"),
        type=Type.PERSONS,
        gather=_persons_of,
        synonyms=("被处理人", "被处分人", "被问责人", "姓名", "人员"),
        width=20,
    ),
    Column(
        key="org",
        words=_("Organisation"),
        type=Type.ORGANISATION,
        value="org__name",
        synonyms=("单位", "单位名称", "所在单位", "被问责单位", "被问责党组织"),
        width=28,
    ),
    Column(
        key="decided_on",
        words=_("Decided"),
        type=Type.DATE,
        value="decided_on",
        synonyms=("决定日期", "处分日期", "处理日期", "决定时间", "处分时间", "日期"),
        filtered="decided_on",
        required=True,
        width=12,
    ),
    Column(
        key="document_number",
        words=_("Document number"),
        value="document_number",
        synonyms=("文号", "决定文号", "处分决定文号", "文件号", "发文字号"),
        width=20,
    ),
    Column(
        key="decided_by",
        words=_("Decided by"),
        value="decided_by",
        synonyms=("决定机关", "作出机关", "批准机关", "处分机关"),
        shown=False,
        width=20,
    ),
    Column(
        key="form",
        words=_("Form"),
        type=Type.CHOICE,
        value="form",
        synonyms=("四种形态", "四种形态归类", "形态"),
        choices=dict(Form.choices),
        also_written=FORMS_WRITTEN,
        filtered="form",
        width=12,
    ),
    Column(
        key="lead",
        words=_("Number of the lead"),
        value="lead__number",
        synonyms=("线索编号", "问题线索编号", "线索号"),
        shown=False,
        width=18,
    ),
    Column(
        key="announced_on",
        words=_("Announced or served"),
        type=Type.DATE,
        value="announced_on",
        synonyms=("宣布日期", "送达日期", "宣布时间", "送达时间"),
        shown=False,
        width=12,
    ),
    Column(
        key="executed_on",
        words=_("Carried out"),
        type=Type.DATE,
        value="executed_on",
        synonyms=("执行日期", "执行时间", "执行到位日期"),
        shown=False,
        width=12,
    ),
    Column(
        key="influence_until",
        words=_("Influence until"),
        type=Type.DATE,
        value="influence_until",
        synonyms=("影响期截止", "影响期至", "处分期截止", "影响期届满日"),
        filtered="influence_until",
        last_day=True,
        width=12,
    ),
    Column(
        key="conduct",
        words=_("Period of conduct"),
        type=Type.PERIOD,
        value="conduct",
        synonyms=("行为期间", "违纪时间", "问题发生时间"),
        shown=False,
        width=24,
    ),
    Column(
        key="amount",
        words=_("Amount (yuan)"),
        type=Type.AMOUNT,
        value="amount",
        synonyms=("金额", "追缴金额", "挽回金额", "涉案金额", "退缴金额"),
        width=16,
    ),
    Column(
        key="text",
        words=_("Decision"),
        type=Type.LONG_TEXT,
        value="text",
        synonyms=("处理情况", "主要事实", "处分事由", "决定内容", "情况说明"),
        shown=False,
        width=40,
    ),
    Column(
        key="state",
        words=_("State"),
        type=Type.CHOICE,
        value="state",
        choices=dict(OUTCOME.choices),
        filtered="state",
        tones=_tone,
        width=12,
    ),
)

OUTCOMES = Ledger(
    code="outcomes",
    words=_("Outcomes"),
    kind="outcome",
    model=Outcome,
    columns=COLUMNS,
    sorts=(Sort(key="decided_on", field="decided_on"),),
    default_sort="-decided_on",
    row_url="outcome",
    list_url="outcome-list",
    right=Right.READ_FINDINGS,
    id_filters=(
        IdFilter(key="org", field="org_id", words=_("Organisation"), name_of=body_name),
        IdFilter(key="person", field="person_id", words=_("Person"), name_of=_person_name),
    ),
    intake=INTAKE,
    read_words=_("List of outcomes read"),
    export_words=_("Outcomes exported"),
)
