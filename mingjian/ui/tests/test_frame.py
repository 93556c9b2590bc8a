"""The rail, the context of the frame, charts."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from mingjian.ui import rail
from mingjian.ui.charts import draw_bars, draw_points
from mingjian.ui.components import Bar, Point
from mingjian.ui.context import frame


def nothing(request: HttpRequest) -> HttpResponse:
    """A page without content."""
    return HttpResponse()


urlpatterns = [
    path("findings/", nothing, name="findings"),
    path("findings/ledger/", nothing, name="ledger"),
    path("leads/", nothing, name="leads"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rail, "_entries", {})
    rail.register(60, "线索", "leads", "git-branch", needs=lambda scope: scope == "leads too")
    rail.register(40, "问题", "findings", "file-search")
    rail.register(50, "台账", "ledger", "table-2")
    rail.register(90, "群组", "not built", "users")


def test_nobody_sees_no_rail(rooms: None) -> None:
    assert rail.items_for(None, "/") == []


def test_only_built_and_permitted_rooms_show_in_the_order_of_work(rooms: None) -> None:
    assert [item.label for item in rail.items_for("some scope", "/")] == ["问题", "台账"]
    assert [item.label for item in rail.items_for("leads too", "/")] == ["问题", "台账", "线索"]


def test_the_nearest_room_is_the_current_one(rooms: None) -> None:
    current = [item.label for item in rail.items_for("some scope", "/findings/ledger/7") if item.current]
    assert current == ["台账"]
    assert not [item for item in rail.items_for("some scope", "/findingsx") if item.current]


def test_the_frame_needs_no_scope() -> None:
    context = frame(RequestFactory().get("/"))
    assert context["rail"] == []
    assert context["office_name"] == ""
    assert {each["code"] for each in context["languages"]} == {"zh-hans", "en"}


def test_a_bar_above_nothing_is_never_drawn_as_nothing() -> None:
    assert [drawn.width for drawn in draw_bars([Bar("a", 10_000), Bar("b", 1), Bar("c", 0)])] == [
        "100.00%",
        "1.00%",
        "0.00%",
    ]


def test_charts_of_nothing_are_empty() -> None:
    assert draw_bars([]) == []
    assert [drawn.height for drawn in draw_points([Point("1月", 0)])] == ["0.00"]
