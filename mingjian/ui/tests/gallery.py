"""A gallery of every shell and component with invented content, rendered by the tests. It is no page of the product."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory

from mingjian.ui.components import (
    Action,
    Bar,
    Empty,
    Fact,
    Point,
    ReasonDialog,
    Step,
    Tab,
)
from mingjian.ui.rail import RailItem
from mingjian.ui.tables import Table
from mingjian.ui.tests.gallery_lists import ROOMS, ExampleForm, SignedIn, list_page, thread
from mingjian.ui.timeaxis import Lane, Mark, Span

HERE = Path(__file__).parent


def detail_page() -> dict[str, Any]:
    """The context of a finding."""
    return {
        "title": "违规向关联企业发放贷款，贷前调查流于形式",
        "kicker": "问题 · 问〔2017〕0003",
        "kicker_url": "/list",
        "subtitle": "云岭农村商业银行 · 八届第三轮机动巡视",
        "actions": [Action("打印", "/print", icon="printer"), Action("销号", "/close", tone="primary", post=True)],
        "facts": [
            Fact("状态", "整改中"),
            Fact("整改期限", date(2018, 2, 28), tone="overdue", note="已超期 12 日"),
            Fact("涉及金额（元）", 48_200_000),
            Fact("行为期间", "2013-01 至 2015-06"),
            Fact("责任单位", "云岭农村商业银行", url="/orgs/1"),
        ],
        "tabs": [
            Tab("内容", "/detail/1", current=True),
            Tab("整改", "/detail/1?tab=2", count=3),
            Tab("附件", "/detail/1?tab=3", count=2),
            Tab("留痕", "/detail/1?tab=4"),
        ],
        "thread": thread(),
        "hidden_note": "",
        "dialog": ReasonDialog("reopen", "退回整改", "/reopen", "退回后整改期限重新计算，责任单位将收到通知。"),
    }


def dossier_page() -> dict[str, Any]:
    """The context of a dossier."""
    career = [
        Span(date(2003, 7, 1), date(2008, 3, 31), "临江县财政局 副局长", "/p/1", "tenure"),
        Span(date(2008, 4, 1), date(2011, 1, 31), "澜源市金融办 主任", "/p/2", "tenure"),
        Span(date(2011, 2, 1), date(2016, 2, 29), "云岭农村商业银行 党委书记", "/p/3", "tenure"),
        Span(date(2016, 3, 1), None, "滇南理工大学 校长", "/p/4", "tenure"),
    ]
    bank = [
        Span(date(2013, 1, 1), date(2015, 6, 30), "违规向关联企业放贷", "/f/1", "finding"),
        Span(date(2012, 5, 1), date(2012, 9, 30), "规避集体决策", "/f/2", "finding"),
        Span(date(2014, 3, 1), date(2014, 3, 1), "违规处置抵债资产", "/f/3", "finding"),
        Span(date(2015, 8, 1), date(2015, 12, 31), "反映收受礼金", "/l/1", "lead", verified=False),
        Span(date(2017, 8, 21), date(2017, 9, 21), "机动巡视", "/r/1", "round"),
    ]
    school = [
        Span(date(2016, 9, 1), date(2017, 8, 31), "反映基建招标不规范", "/l/2", "lead", verified=False),
        Span(date(2013, 10, 8), date(2013, 12, 6), "常规巡视", "/r/2", "round"),
    ]
    return {
        "title": "滇南理工大学进驻前档案",
        "kicker": "档案 · 八届第五轮巡视",
        "document": True,
        "subtitle": "进驻日期 2018-04-27，回溯十年",
        "facts": [
            Fact("关注人员", 7, "/x"),
            Fact("关注事项", 12, "/x"),
            Fact("已核实", 9, "/x"),
            Fact("未核实", 10, "/x"),
        ],
        "lanes": [
            Lane("周维岳（校长）", career, "/people/1"),
            Lane("云岭农村商业银行", bank, "/orgs/1", note="曾任职单位"),
            Lane("滇南理工大学", school, "/orgs/2", note="被巡单位"),
        ],
        "marks": [Mark(date(2018, 4, 27), "进驻")],
        "bars": [
            Bar("党的路线方针政策", 412, "/x?c=1", "上轮 388"),
            Bar("全面从严治党", 1_204, "/x?c=2", "上轮 1,310"),
            Bar("新时代组织路线", 655, "/x?c=3"),
            Bar("巡视等整改", 98, "/x?c=4", tone="overdue"),
            Bar("其他", 0, "/x?c=5"),
        ],
        "points": [Point(f"2017-{month:02d}", (month * 37) % 29, f"/x?m={month}") for month in range(1, 13)],
        "thread": thread()[1:4],
    }


def form_page() -> dict[str, Any]:
    """The context of a form with errors."""
    return {
        "title": "登记单位",
        "kicker": "单位",
        "form": ExampleForm({"name": "", "level": "city", "founded": "2018-13-01", "kind": "party"}),
        "form_action": "/form",
        "cancel_url": "/list",
        "steps": [Step("上传", "done", "/form"), Step("核对", "current"), Step("入库")],
    }


def portal_page() -> dict[str, Any]:
    """The context of a step of the portal."""
    return {
        "title": "您要反映哪个单位或哪个人的问题？",
        "subtitle": "写下单位名称或人员姓名、职务。不知道全称也可以。",
        "form": ExampleForm(),
        "steps": [Step("说明", "done"), Step("反映对象", "current"), Step("具体情况"), Step("提交")],
        "next_text": "下一步请写清时间、地点和经过。提交后您会得到一个查询码。",
        "help_text": "举报内容和您的身份分开加密保存，被反映的单位和人员看不到。",
    }


PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "/list": ("ui/shell_list.html", list_page),
    "/detail/0": ("detail.html", detail_page),
    "/detail/1": ("detail.html", detail_page),
    "/dossier": ("dossier.html", dossier_page),
    "/form": ("ui/shell_form.html", form_page),
    "/portal": ("portal.html", portal_page),
    "/components": ("components.html", lambda: {"title": "组件", "progress": (18_400, 39_388)}),
    "/empty": (
        "ui/shell_list.html",
        lambda: {
            "title": "轮次",
            "table": Table(
                "轮次", [], [], empty=Empty("尚无轮次", "先制定本届计划，再建立第一轮。", "/form", "建立轮次")
            ),
        },
    ),
    "/refusal": (
        "ui/refusal_page.html",
        lambda: {"why": "您与被反映人为同一单位人员，依规应当回避。", "who": "本机关主要负责人", "back_url": "/list"},
    ),
    "/400": ("400.html", dict),
    "/403": ("403.html", lambda: {"exception": "您的账号没有签批权限，请联系本机关管理员。"}),
    "/404": ("404.html", dict),
    "/500": ("500.html", dict),
}


def request_for(path: str) -> HttpRequest:
    """A request as the middleware would leave it, for somebody signed in."""
    request = RequestFactory().get(path)
    request.user = SignedIn()  # type: ignore[assignment]  # a stand-in that asks no database
    return request


def render(path: str) -> str:
    """Render one page of the gallery as the product would."""
    name, build = PAGES[path.split("?")[0]]
    own = HERE / "gallery" / name
    template = engines["django"].from_string(own.read_text(encoding="utf-8")) if own.exists() else get_template(name)
    frame = {
        "demo": path != "/portal",
        "rail": [RailItem(label, f"/room/{icon}", icon, label == "台账") for label, icon in ROOMS],
        "office_name": "云岭省委巡视工作领导小组办公室",
        "language_url": "/language",
    }
    return template.render({**frame, **build()}, request_for(path))
