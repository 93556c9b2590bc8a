"""Invented content of the gallery: the form, the line of a matter, a ledger."""

from datetime import date
from typing import Any

from django import forms

from mingjian.ui.components import (
    Action,
    Chip,
    Filter,
    FilterBar,
    Knot,
    Option,
    Pager,
    Tab,
)
from mingjian.ui.tables import Cell, Column, ColumnChoice, Row, Table

ROOMS = [
    ("工作台", "layout-dashboard"),
    ("检索", "search"),
    ("台账", "table-2"),
    ("轮次", "calendar-range"),
    ("举报", "megaphone"),
    ("线索", "git-branch"),
    ("档案", "folder-open"),
    ("汇总", "chart-column"),
    ("群组", "messages-square"),
]
STATES = [
    ("整改中", "active"),
    ("超期", "overdue"),
    ("五日内到期", "due"),
    ("已销号", "done"),
    ("已登记", "neutral"),
    ("不予受理", "closed"),
]
BODIES = ["云岭农村商业银行", "滇南理工大学", "临江县水务局", "青石镇党委", "石屏坝村党总支", "澜源市交通运输局"]
MATTERS = [
    "违规向关联企业发放贷款，贷前调查流于形式，贷后管理缺失",
    "“三重一大”事项未经集体研究决定",
    "工程项目化整为零、规避公开招标",
    "违规发放津贴补贴",
    "落实意识形态责任制不到位，专题研究不足",
]


class SignedIn:
    """Somebody signed in."""

    is_authenticated = True

    def __str__(self) -> str:
        return "演示用户"


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label="单位名称", help_text="填写批准设立文件上的全称。")
    level = forms.ChoiceField(
        label="层级", choices=[("", "请选择"), ("province", "省级"), ("city", "市级"), ("county", "县级")]
    )
    founded = forms.DateField(label="成立日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="类别", widget=forms.RadioSelect, choices=[("party", "党政机关"), ("firm", "国有企业")]
    )
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    public = forms.BooleanField(label="向社会公开", required=False)


def thread() -> list[Knot]:
    """The line of a matter, from tip to rectification."""
    return [
        Knot(
            "群众来信反映银行违规放贷",
            "登记",
            date(2017, 5, 8),
            office="省纪委信访室",
            source="来信 2017-0412",
            source_url="/source/1",
            url="/reports/1",
            verified=False,
            icon="mail-open",
        ),
        Knot(
            "机动巡视进驻",
            "进驻",
            date(2017, 8, 21),
            office="省委第三巡视组",
            source="轮次公告",
            url="/rounds/1",
            icon="route",
        ),
        Knot(
            "违规向关联企业发放贷款",
            "发现问题",
            date(2017, 9, 12),
            "陈明远",
            "省委第三巡视组",
            "问题底稿 17-03-08",
            "/source/2",
            "/findings/1",
            verified=True,
            current=True,
            icon="file-search",
        ),
        Knot(
            "移交问题线索",
            "移交",
            date(2017, 10, 9),
            office="省委巡视办",
            url="/leads/1",
            verified=False,
            icon="git-branch",
        ),
        Knot("整改方案超期未报", "督办", date(2017, 12, 1), office="省委巡视办", icon="triangle-alert", tone="overdue"),
        Knot("整改成效评估", "评估", "2018年3月", office="省委巡视办", verified=True, icon="circle-check"),
    ]


def table(count: int = 48) -> Table:
    """A ledger of findings."""
    columns = [
        Column("number", "编号", sort_url="?sort=number"),
        Column("org", "被巡单位", sort_url="?sort=org"),
        Column("matter", "问题", wide=True),
        Column("class", "四个落实"),
        Column("state", "整改状态", sort_url="?sort=state"),
        Column("due", "整改期限", sort_url="?sort=-due", sort="ascending"),
        Column("amount", "涉及金额（元）", sort_url="?sort=-amount", numeric=True, total=True),
        Column("persons", "涉及人数", numeric=True, total=True),
        Column("round", "轮次"),
        Column("secret", "密级", shown=False),
    ]
    rows = []
    for index in range(count):
        label, tone = STATES[index % len(STATES)]
        due = date(2018, 1 + index % 12, 1 + index % 28)
        rows.append(
            Row(
                str(index),
                [
                    f"问〔2017〕{index + 1:04d}",
                    Cell(BODIES[index % 6], url=f"/orgs/{index}"),
                    MATTERS[index % 5],
                    "全面从严治党战略部署",
                    Cell(label, state=tone, verified=index % 4 != 1),
                    Cell(due, tone="overdue") if tone == "overdue" else due,
                    (index * 7919 * 131) % 9_000_000 if index % 3 else None,
                    index % 7,
                    "八届第三轮",
                ],
                url=f"/detail/{index}",
                selected=index == 2,
                tone="overdue" if tone == "overdue" else "",
            )
        )
    return Table(
        "问题台账",
        columns,
        rows,
        footer=["本页合计", "", "", "", "", "", 68_204_150, 143, ""],
        footer_text="共 39,388 条，本页 48 条",
        column_choice=ColumnChoice("/list", [("sort", "due")]),
        selectable=True,
    )


def list_page() -> dict[str, Any]:
    """The context of a list."""
    return {
        "title": "问题台账",
        "kicker": "台账",
        "actions": [
            Action("导出 Excel", "/export", icon="download"),
            Action("导入", "/import", icon="upload"),
            Action("登记问题", "/form", icon="plus", tone="primary"),
        ],
        "tabs": [
            Tab("全部", "/list", current=True, count="10,000+"),
            Tab("超期", "/list?state=overdue", count=312),
            Tab("本轮次", "/list?round=3", count=1204),
            Tab("我经办的", "/list?mine=1", count=18),
        ],
        "filter_bar": FilterBar(
            "/list",
            [
                Filter(
                    "select",
                    "state",
                    "整改状态",
                    options=[
                        Option("active", "整改中", selected=True, count=8123),
                        Option("done", "已销号", count=20311),
                    ],
                ),
                Filter("select", "class", "四个落实", options=[Option("1", "党的路线方针政策")]),
                Filter("text", "org", "单位", placeholder="名称或拼音首字母"),
                Filter("date_range", "found", "发现日期", "2017-08-21", "2017-09-21"),
                Filter("check", "overdue", "仅看超期"),
            ],
            [Chip("状态：整改中", "/list"), Chip("发现日期：2017-08-21 至 2017-09-21", "/list")],
            [("sort", "due")],
            "/list",
        ),
        "table": table(),
        "pager": Pager("", "", "/list?after=1", "/list?last=1", "第 1–48 条，共 10,000+ 条"),
    }
