"""The ledger of the pools 巡视巡察人才库名册."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document, office
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.identity import partial
from mingjian.people.models import Rank, Sex
from mingjian.people.seen import shown
from mingjian.people.values import Stated
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import POOL, Pool, Speciality
from mingjian.rounds.pool_sheets import INTAKE


def _births(ids: Sequence[int]) -> Mapping[int, str]:
    rows = PoolMember.objects.filter(pk__in=ids, person__born__isnull=False).values_list("pk", "person__born")
    return {pk: str(partial(born.lower, born.upper) or "") for pk, born in rows if born}


def _as_seen(ids: Sequence[int], scope: Scope) -> Mapping[int, Mapping[str, Any]]:
    """Sex and birth as the mentions in the reader's scope state them; a pool lends none of what others know."""
    persons = dict(PoolMember.objects.filter(pk__in=ids).values_list("pk", "person_id"))
    found = shown(persons.values(), scope)
    return {pk: _values_of(found.get(person, {})) for pk, person in persons.items()}


def _values_of(values: Mapping[str, Stated]) -> dict[str, Any]:
    born = values["born"].value if "born" in values else None
    return {
        "sex": values["sex"].value if "sex" in values else "",
        "born": str(partial(born.lower, born.upper) or "") if born else None,
    }


def _specialities(ids: Sequence[int]) -> Mapping[int, list[str]]:
    rows = PoolMember.objects.filter(pk__in=ids).values_list("pk", "specialities")
    return {pk: [str(Speciality(code).label) for code in codes] for pk, codes in rows if codes}


def _body_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Organisation.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _tone(state: object) -> str:
    return POOL.states[str(state)].tone


POOLS = Ledger(
    code="pools",
    words=_("Cadre pools"),
    kind="pool_member",
    model=PoolMember,
    columns=(
        Column(
            key="person", words=_("Name"), value="person__name", synonyms=("姓名", "干部姓名"), required=True, width=12
        ),
        Column(
            key="pool",
            words=_("Pool"),
            type=Type.CHOICE,
            value="pool",
            synonyms=("库别", "入库类别", "所在库"),
            choices=dict(Pool.choices),
            also_written={"组长库": "leader", "巡察组长库": "leader", "巡视组长库": "leader", "人才库": "talent"},
            filtered="pool",
            ready=True,
            width=12,
        ),
        Column(
            key="sex",
            words=_("Sex"),
            type=Type.CHOICE,
            value="person__sex",
            synonyms=("性别",),
            choices=dict(Sex.choices),
            also_written={"男": "male", "女": "female"},
            width=6,
        ),
        Column(
            key="born",
            words=_("Born"),
            type=Type.PARTIAL_DATE,
            gather=_births,
            synonyms=("出生", "出生年月", "出生日期"),
            width=12,
        ),
        Column(key="id_number", words=_("Identity number"), synonyms=("身份证号", "身份证号码", "公民身份号码")),
        Column(
            key="political_status",
            words=_("Political status"),
            value="political_status",
            synonyms=("政治面貌",),
            shown=False,
            width=12,
        ),
        Column(
            key="education",
            words=_("Education"),
            value="education",
            synonyms=("学历", "学历学位", "学历/学位"),
            shown=False,
            width=14,
        ),
        Column(key="unit", words=_("Unit"), value="unit", synonyms=("单位", "工作单位", "所在单位"), width=28),
        Column(key="post", words=_("Post"), value="post", synonyms=("职务", "现任职务"), width=18),
        Column(
            key="rank",
            words=_("Rank"),
            type=Type.CHOICE,
            value="rank",
            synonyms=("职级", "级别", "职务层次"),
            choices=dict(Rank.choices),
            filtered="rank",
            width=14,
        ),
        Column(
            key="specialities",
            words=_("Specialities"),
            type=Type.LIST,
            gather=_specialities,
            synonyms=("熟悉领域", "专业特长", "标签", "专业领域", "特长"),
            width=22,
        ),
        Column(
            key="joined_on",
            words=_("In the pool since"),
            type=Type.DATE,
            value="joined_on",
            synonyms=("入库时间", "入库日期"),
            filtered="joined_on",
            width=12,
        ),
        Column(key="left_on", words=_("Out of the pool since"), type=Type.DATE, value="left_on", shown=False, width=12),
        Column(
            key="state",
            words=_("State"),
            type=Type.CHOICE,
            value="state",
            choices=dict(POOL.choices),
            filtered="state",
            ready=True,
            tones=_tone,
            width=12,
        ),
        Column(key="awards", words=_("Awards"), value="awards", synonyms=("奖励", "奖惩情况"), shown=False, width=20),
        Column(key="note", words=_("Note"), value="note", synonyms=("备注",), shown=False, width=20),
        Column(key="office", words=_("Office"), value="office__name", width=28),
    ),
    sorts=(
        Sort(key="person", field="person__sort_key"),
        Sort(key="joined_on", field="joined_on"),
        Sort(key="rank", field="rank", empty=99),
    ),
    default_sort="person",
    row_url="pool-member",
    list_url="pool-list",
    right=Right.READ_REGISTER,
    id_filters=(
        office(_("Office")),
        IdFilter(key="of_org", field="org_id", words=_("Unit"), name_of=_body_name, find=by_document("organisation")),
    ),
    intake=INTAKE,
    as_seen=_as_seen,
    read_words=_("Ledger of the pools read"),
    export_words=_("Pools exported"),
)
