"""The ledgers of rounds, teams and inspected organisations: columns, orders, filters, and how targets are read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.columns import Column, IdFilter, Sort, Type
from mingjian.ledgers.picks import by_document, office
from mingjian.ledgers.registry import Ledger
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.models import Round, RoundKind, Target, Team
from mingjian.rounds.querysets import leaders_of, members_of_teams
from mingjian.rounds.states import TARGET
from mingjian.rounds.target_sheets import INTAKE

NAMES_WRITTEN = {
    "常规": "regular",
    "常规巡视": "regular",
    "常规巡察": "regular",
    "专项": "special",
    "专项巡视": "special",
    "专项巡察": "special",
    "机动": "mobile",
    "机动巡视": "mobile",
    "机动巡察": "mobile",
    "回头看": "look_back",
    "提级巡视": "level_raised",
    "提级巡察": "level_raised",
    "联动巡视": "linkage",
    "联动巡察": "linkage",
}
# Headings of 轮次成果统计 (F5) for each figure.
HEADINGS = {
    "party_members": ("党员总数", "党员人数"),
    "talks": ("谈话人数", "个别谈话人数"),
    "questionnaires": ("问卷份数", "问卷数"),
    "special_reports_heard": ("专题汇报数", "听取专题汇报数"),
    "forums": ("座谈会数", "召开座谈会数"),
    "meetings_attended": ("列席会议数", "列席会议"),
    "letters_visits_calls": ("来信来电来访数", "信访件数"),
    "files_read": ("调阅文件数", "查阅资料数"),
    "declarations_checked": ("个人事项抽查数", "个人有关事项抽查数"),
    "working_papers": ("问题底稿数", "底稿数"),
    "leads": ("领导干部线索数", "线索数"),
    "findings": ("问题总数", "发现问题数"),
    "immediate_fixes": ("立行立改意见数", "立行立改数"),
    "suggestions_to_departments": ("向职能部门意见数", "移交职能部门意见数"),
}


def _body_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Organisation.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _round_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Round.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _team_name(row_id: int, scope: Scope) -> str | None:
    names = Team.objects.visible_to(scope).filter(pk=row_id).values_list("round__name", "name").first()
    return " ".join(names) if names else None


def _years(model: type[Round | Team | Target], field: str) -> Callable[[Sequence[int]], Mapping[int, str]]:
    """Years as they are written: no figure to group or to add up."""

    def gather(ids: Sequence[int]) -> Mapping[int, str]:
        rows: Any = model.objects.filter(pk__in=ids)
        return {pk: str(year) for pk, year in rows.values_list("pk", field)}

    return gather


def _year_name(year: int, _scope: Scope) -> str | None:
    return str(year) if 1900 < year < 2200 else None


def _year(field: str) -> IdFilter:
    return IdFilter(key="of_year", field=field, words=_("Year"), name_of=_year_name, find=_no_other, ready=True)


def _no_other(_text: str, _scope: Scope) -> Sequence[tuple[int, str]]:
    """What is no year means none."""
    return ()


def _leaders(ids: Sequence[int]) -> Mapping[int, str]:
    return leaders_of(list(ids))


def _members(ids: Sequence[int]) -> Mapping[int, str]:
    return members_of_teams(list(ids))


def _figure(code: str) -> Callable[[Sequence[int]], Mapping[int, int]]:
    def gather(ids: Sequence[int]) -> Mapping[int, int]:
        rows = Target.objects.filter(pk__in=ids, counts__has_key=code).values_list("pk", "counts")
        return {pk: counts[code] for pk, counts in rows}

    return gather


def _state_tone(state: object) -> str:
    return TARGET.states[str(state)].tone


def _kind(value: str) -> Column:
    return Column(
        key="kind",
        words=_("Kind"),
        type=Type.CHOICE,
        value=value,
        choices=dict(RoundKind.choices),
        also_written=NAMES_WRITTEN,
        filtered=value,
        ready=True,
        width=10,
    )


ROUNDS = Ledger(
    code="rounds",
    words=_("Ledger of rounds"),
    kind="round",
    model=Round,
    columns=(
        Column(key="name", words=_("Name of the round"), value="name", width=32),
        Column(key="term", words=_("Term"), value="term__name", width=28),
        Column(key="year", words=_("Year"), gather=_years(Round, "year"), width=8),
        Column(key="number", words=_("Number of the round"), type=Type.NUMBER, value="number", width=8),
        _kind("kind"),
        Column(key="during", words=_("Time"), type=Type.PERIOD, value="during", width=22),
        Column(key="office", words=_("Office"), value="office__name", width=28),
    ),
    sorts=(
        Sort(key="during", field="during", of_range=True),
        Sort(key="name", field="name"),
        Sort(key="year", field="year"),
    ),
    default_sort="-during",
    row_url="round",
    list_url="round-ledger",
    right=Right.READ_REGISTER,
    id_filters=(_year("year"), office(_("Office"))),
    read_words=_("Ledger of rounds read"),
    export_words=_("Rounds exported"),
)

TEAMS = Ledger(
    code="teams",
    words=_("Teams"),
    kind="team",
    model=Team,
    columns=(
        Column(key="name", words=_("Name of the team"), value="name", filtered="name", width=24),
        Column(key="round", words=_("Round"), value="round__name", width=30),
        Column(key="year", words=_("Year"), gather=_years(Team, "round__year"), width=8),
        _kind("round__kind"),
        Column(key="leaders", words=_("Team leaders"), gather=_leaders, width=18),
        Column(key="members", words=_("Members"), gather=_members, width=34),
        Column(key="office", words=_("Office"), value="office__name", width=28),
    ),
    sorts=(
        Sort(key="round", field="round__during", of_range=True),
        Sort(key="name", field="name"),
        Sort(key="year", field="round__year"),
    ),
    default_sort="-round",
    row_url="team",
    list_url="team-list",
    right=Right.READ_REGISTER,
    id_filters=(
        _year("round__year"),
        office(_("Office")),
        IdFilter(key="of_round", field="round_id", words=_("Round"), name_of=_round_name),
    ),
    searched=False,
    read_words=_("Ledger of teams read"),
    export_words=_("Teams exported"),
)

TARGETS = Ledger(
    code="targets",
    words=_("Inspected organisations"),
    kind="target",
    model=Target,
    columns=(
        Column(
            key="org",
            words=_("Inspected organisation"),
            type=Type.ORGANISATION,
            value="org__name",
            synonyms=("被巡察单位", "被巡视单位", "被巡单位", "被巡察党组织", "被巡视党组织", "单位名称", "单位"),
            required=True,
            width=32,
        ),
        Column(
            key="year",
            words=_("Year"),
            gather=_years(Target, "team__round__year"),
            synonyms=("年份", "年度"),
            width=8,
        ),
        Column(
            key="round",
            words=_("Round"),
            value="team__round__name",
            synonyms=("轮次", "批次", "巡察轮次", "巡视轮次"),
            required=True,
            width=28,
        ),
        Column(
            key="team",
            words=_("Team"),
            value="team__name",
            synonyms=("巡察组", "巡视组", "组别", "组"),
            required=True,
            width=22,
        ),
        _kind("team__round__kind"),
        Column(
            key="on_site",
            words=_("On site"),
            type=Type.PERIOD,
            value="on_site",
            synonyms=("进驻时间", "任务时间", "驻点时间", "现场时间"),
            width=22,
        ),
        Column(
            key="inspected",
            words=_("Time inspected"),
            type=Type.PERIOD,
            value="inspected",
            synonyms=("巡察期间", "巡视期间", "监督期间", "了解时段"),
            shown=False,
            width=22,
        ),
        Column(
            key="feedback_on",
            words=_("Feedback"),
            type=Type.DATE,
            value="feedback_on",
            synonyms=("反馈日期", "反馈时间"),
            filtered="feedback_on",
            width=12,
        ),
        Column(
            key="state",
            words=_("State"),
            type=Type.CHOICE,
            value="state",
            choices=dict(TARGET.choices),
            filtered="state",
            ready=True,
            tones=_state_tone,
            width=12,
        ),
        Column(key="office", words=_("Office"), value="office__name", shown=False, width=28),
        *(
            Column(
                key=code,
                words=words,
                type=Type.NUMBER,
                gather=_figure(code),
                synonyms=HEADINGS[code],
                shown=False,
                width=10,
            )
            for code, words in COUNTERS.items()
        ),
    ),
    sorts=(
        Sort(key="on_site", field="on_site", of_range=True),
        Sort(key="org", field="org__sort_key"),
        Sort(key="year", field="team__round__year"),
    ),
    default_sort="-on_site",
    row_url="target",
    list_url="target-list",
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
        _year("team__round__year"),
        IdFilter(
            key="of_round", field="team__round_id", words=_("Round"), name_of=_round_name, find=by_document("round")
        ),
        IdFilter(key="of_team", field="team_id", words=_("Team"), name_of=_team_name),
        office(_("Office")),
    ),
    intake=INTAKE,
    read_words=_("Ledger of inspected organisations read"),
    export_words=_("Inspected organisations exported"),
)
