"""Plain bars and sparklines, made on the server. Every figure links to its rows; sizes are SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.ui.components import Bar, Point


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its width in per cent of the longest."""

    bar: Bar
    width: str


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """A sparkline column in the units of its view box (each period is 10 wide, the box 32 high)."""

    point: Point
    x: int
    y: str
    height: str


def draw_bars(bars: Sequence[Bar], maximum: float | None = None) -> list[DrawnBar]:
    """Scale bars to `maximum` (default: the longest); a value above nothing is never drawn as nothing."""
    longest = maximum or max((bar.value for bar in bars), default=0) or 1
    return [DrawnBar(bar, f"{_share(bar.value, longest):.2f}%") for bar in bars]


def draw_points(points: Sequence[Point]) -> list[DrawnPoint]:
    """Scale points to a box 32 units high."""
    tallest = max((point.value for point in points), default=0) or 1
    drawn = []
    for position, point in enumerate(points):
        height = _share(point.value, tallest) * 0.32
        drawn.append(DrawnPoint(point, position * 10, f"{32 - height:.2f}", f"{height:.2f}"))
    return drawn


def _share(value: float, longest: float) -> float:
    if value <= 0:
        return 0.0
    return max(1.0, min(100.0, 100.0 * value / longest))
