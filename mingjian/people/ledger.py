"""The ledgers of persons and of tenures: columns, orders, filters, and the headings under which sheets carry them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people import person_sheets, tenure_sheets
from mingjian.people.identity import partial
from mingjian.people.models import ManagedBy, Person, Rank, Sex, Tenure
from mingjian.people.seen import shown
from mingjian.people.values import TEXTS, Stated

SEXES = {"男": "male", "女": "female"}
MANAGED = {
    "中管": "central",
    "中管干部": "central",
    "省管": "province",
    "省管干部": "province",
    "市管": "city",
    "市管干部": "city",
    "县管": "county",
    "县管干部": "county",
    "其他": "other",
}
BORN = ("出生", "出生年月", "出生日期")
IDENTITY = ("身份证号", "身份证号码", "公民身份号码")


def _births_of(ids: Sequence[int]) -> Mapping[int, str]:
    """Births as exactly as they are known: 1970, 1970-05, 1970-05-12."""
    rows = Person.objects.filter(pk__in=ids, born__isnull=False).values_list("pk", "born")
    return {pk: str(partial(born.lower, born.upper) or "") for pk, born in rows if born}


def _starts_of(ids: Sequence[int]) -> Mapping[int, str]:
    return {row.pk: str(row.start) for row in _times(ids) if row.start}


def _ends_of(ids: Sequence[int]) -> Mapping[int, str]:
    return {row.pk: str(row.end) for row in _times(ids) if row.end}


def _times(ids: Sequence[int]) -> Sequence[Tenure]:
    return list(Tenure.objects.filter(pk__in=ids).only("during", "start_precision", "end_precision"))


def _body_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Organisation.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _person_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Person.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _as_seen(ids: Sequence[int], scope: Scope) -> Mapping[int, Mapping[str, Any]]:
    """The values that the mentions in the reader's scope state; what none of them states is blank."""
    found = shown(ids, scope)
    return {pk: _values_of(found.get(pk, {})) for pk in ids}


def _values_of(values: Mapping[str, Stated]) -> dict[str, Any]:
    seen: dict[str, Any] = {key: values[key].value if key in values else "" for key in TEXTS}
    born = values["born"].value if "born" in values else None
    return seen | {"born": str(partial(born.lower, born.upper) or "") if born else None}


PERSONS = Ledger(
    code="persons",
    words=_("Persons"),
    kind="person",
    model=Person,
    columns=(
        Column(key="name", words=_("Name"), value="name", synonyms=("姓名", "干部姓名"), required=True, width=14),
        Column(
            key="sex",
            words=_("Sex"),
            type=Type.CHOICE,
            value="sex",
            synonyms=("性别",),
            choices=dict(Sex.choices),
            also_written=SEXES,
            filtered="sex",
            width=8,
        ),
        Column(key="born", words=_("Born"), type=Type.PARTIAL_DATE, gather=_births_of, synonyms=BORN, width=12),
        Column(key="ethnicity", words=_("Ethnicity"), value="ethnicity", synonyms=("民族",), width=10),
        Column(key="native_place", words=_("Native place"), value="native_place", synonyms=("籍贯",), width=18),
        Column(
            key="managed_by",
            words=_("Managed by"),
            type=Type.CHOICE,
            value="managed_by",
            synonyms=("干部管理类别", "管理权限", "干部管理权限"),
            choices=dict(ManagedBy.choices),
            also_written=MANAGED,
            filtered="managed_by",
            width=16,
        ),
        Column(key="id_number", words=_("Identity number"), synonyms=IDENTITY),
        Column(key="unit", words=_("Unit"), synonyms=("单位", "工作单位", "现任单位")),
        Column(key="post", words=_("Post"), synonyms=("职务", "现任职务", "单位职务")),
        Column(key="resume", words=_("Résumé"), type=Type.LONG_TEXT, synonyms=("简历", "工作简历", "履历")),
        Column(key="source", words=_("Source"), synonyms=("来源", "信息来源")),
    ),
    sorts=(Sort(key="name", field="sort_key"),),
    default_sort="name",
    row_url="person",
    list_url="person-list",
    right=Right.READ_REGISTER,
    intake=person_sheets.INTAKE,
    as_seen=_as_seen,
    read_words=_("List of persons read"),
    export_words=_("Persons exported"),
)

TENURES = Ledger(
    code="tenures",
    words=_("Tenures"),
    kind="tenure",
    model=Tenure,
    columns=(
        Column(
            key="person", words=_("Name"), value="person__name", synonyms=("姓名", "干部姓名"), required=True, width=12
        ),
        Column(
            key="org",
            words=_("Organisation"),
            type=Type.ORGANISATION,
            value="org__name",
            synonyms=("单位", "任职单位", "单位名称", "所在单位"),
            required=True,
            width=30,
        ),
        Column(
            key="post", words=_("Post"), value="post", synonyms=("职务", "任职职务", "岗位"), required=True, width=22
        ),
        Column(
            key="rank",
            words=_("Rank"),
            type=Type.CHOICE,
            value="rank",
            synonyms=("职级", "级别", "职务层次"),
            choices=dict(Rank.choices),
            filtered="rank",
            ready=True,
            width=14,
        ),
        Column(
            key="is_chief",
            words=_("Chief"),
            type=Type.YES_NO,
            value="is_chief",
            synonyms=("是否一把手", "是否主要负责人", "一把手"),
            filtered="is_chief",
            ready=True,
            width=8,
        ),
        Column(key="during", words=_("Period"), type=Type.PERIOD, synonyms=("任职时间", "任职期间", "任职起止时间")),
        Column(
            key="start",
            words=_("Start"),
            type=Type.PARTIAL_DATE,
            gather=_starts_of,
            synonyms=("任职日期", "任职起始", "开始时间", "起始时间"),
            width=12,
        ),
        Column(
            key="end",
            words=_("End"),
            type=Type.PARTIAL_DATE,
            gather=_ends_of,
            synonyms=("免职日期", "任职截止", "结束时间", "截止时间"),
            width=12,
        ),
        Column(key="source", words=_("Source"), value="source", synonyms=("来源", "任免文号", "依据"), width=20),
        Column(key="born", words=_("Born"), type=Type.PARTIAL_DATE, synonyms=BORN),
        Column(
            key="sex",
            words=_("Sex"),
            type=Type.CHOICE,
            synonyms=("性别",),
            choices=dict(Sex.choices),
            also_written=SEXES,
        ),
        Column(key="id_number", words=_("Identity number"), synonyms=IDENTITY),
    ),
    sorts=(
        Sort(key="start", field="during", of_range=True),
        Sort(key="person", field="person__sort_key"),
        Sort(key="org", field="org__sort_key"),
        Sort(key="rank", field="rank", empty=99),
    ),
    default_sort="-start",
    row_url="tenure",
    list_url="tenure-list",
    right=Right.READ_REGISTER,
    id_filters=(
        IdFilter(
            key="of_org",
            field="org_id",
            words=_("Organisation"),
            name_of=_body_name,
            find=by_document("organisation"),
            ready=True,
        ),
        IdFilter(
            key="of_person",
            field="person_id",
            words=_("Person"),
            name_of=_person_name,
            find=by_document("person"),
            of_person=True,
        ),
    ),
    intake=tenure_sheets.INTAKE,
    read_words=_("Ledger of tenures read"),
    export_words=_("Tenures exported"),
)
