"""The ledger of organisations: columns, orders and filters of its list and its export."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document
from mingjian.ledgers.registry import Ledger
from mingjian.offices.models import Level
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.kinds import Kind, NameKind
from mingjian.orgs.models import Organisation, OrganisationName
from mingjian.orgs.sheets import INTAKE


def _name(row_id: int, scope: Scope) -> str | None:
    row: Organisation | None = Organisation.objects.visible_to(scope).filter(pk=row_id).only("name").first()
    return row.name if row else None


def _former_names(ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The official names borne before the one of now, the latest first."""
    found: dict[int, list[str]] = {}
    rows = OrganisationName.objects.filter(organisation_id__in=ids, kind=NameKind.OFFICIAL, during__upper_inf=False)
    for org_id, name in rows.order_by("-during").values_list("organisation_id", "name"):
        found.setdefault(org_id, []).append(name)
    return found


KINDS_WRITTEN = {
    "党委部门": "party_department",
    "政府部门": "government_department",
    "市直部门": "government_department",
    "县直部门": "government_department",
    "事业单位": "institution",
    "高校": "university",
    "高等学校": "university",
    "中小学": "school",
    "公立医院": "hospital",
    "国企": "enterprise",
    "国有企业": "enterprise",
    "金融机构": "finance",
    "群团组织": "mass_organisation",
    "群团": "mass_organisation",
    "乡镇街道": "township",
    "乡镇": "township",
    "街道": "township",
    "村社区": "village",
    "村": "village",
    "社区": "village",
    "开发区": "development_zone",
}
LEVELS_WRITTEN = {
    "省级": 1,
    "省": 1,
    "市级": 2,
    "市": 2,
    "州级": 2,
    "县级": 3,
    "县": 3,
    "区级": 3,
    "乡级": 4,
    "乡镇": 4,
    "村级": 5,
}

ORGANISATIONS = Ledger(
    code="organisations",
    words=_("Organisations"),
    kind="organisation",
    model=Organisation,
    columns=(
        Column(
            key="name",
            words=_("Official name"),
            value="name",
            synonyms=("单位名称", "单位全称", "党组织名称", "名称"),
            required=True,
            width=36,
        ),
        Column(
            key="code",
            words=_("Code"),
            value="code",
            synonyms=("单位代码", "统一社会信用代码", "编码", "代码"),
            width=18,
        ),
        Column(
            key="kind",
            words=_("Kind"),
            type=Type.CHOICE,
            value="kind",
            synonyms=("单位类型", "单位性质", "类型"),
            choices=dict(Kind.choices),
            also_written=KINDS_WRITTEN,
            filtered="kind",
            ready=True,
            width=16,
        ),
        Column(
            key="level",
            words=_("Level"),
            type=Type.CHOICE,
            value="level",
            synonyms=("单位层级", "层级", "级别"),
            choices=dict(Level.choices),
            also_written=LEVELS_WRITTEN,
            filtered="level",
            ready=True,
            width=10,
        ),
        Column(
            key="division",
            words=_("Division"),
            value="division__name",
            synonyms=("行政区划", "所在地区", "区划代码", "所属地区"),
            width=18,
        ),
        Column(
            key="superior",
            words=_("Superior"),
            value="superior__name",
            synonyms=("上级单位", "主管单位", "上级党组织"),
            shown=False,
            width=28,
        ),
        Column(key="seat", words=_("Seat"), value="seat", synonyms=("地址", "驻地"), shown=False, width=24),
        Column(key="existed", words=_("Existence"), type=Type.PERIOD, value="existed", width=22),
        Column(key="names", words=_("Former names"), type=Type.LIST, gather=_former_names, shown=False, width=30),
        Column(
            key="since", words=_("Exists since"), type=Type.PARTIAL_DATE, synonyms=("成立时间", "设立时间", "成立日期")
        ),
        Column(key="short", words=_("Short names"), type=Type.LIST, synonyms=("简称", "单位简称")),
        Column(
            key="changed_on",
            words=_("Change takes effect on"),
            type=Type.PARTIAL_DATE,
            synonyms=("变更日期", "更名日期", "变更时间"),
        ),
        Column(key="basis", words=_("Basis of the change"), synonyms=("变更依据", "变更文号", "文号")),
    ),
    sorts=(
        Sort(key="name", field="sort_key"),
        Sort(key="code", field="code"),
        Sort(key="level", field="level"),
        Sort(key="kind", field="kind"),
    ),
    default_sort="name",
    row_url="organisation",
    list_url="organisation-list",
    right=Right.READ_REGISTER,
    id_filters=(
        IdFilter(
            key="superior", field="superior_id", words=_("Superior"), name_of=_name, find=by_document("organisation")
        ),
    ),
    intake=INTAKE,
    read_words=_("Read the list of organisations"),
    export_words=_("Exported organisations"),
)
