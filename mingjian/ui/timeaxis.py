"""The time axis: lanes of spans and marks over ruled years, as SVG made in Python.

Positions are per cent of the plot, so the text keeps its size at any width. Colours come from the tokens, so
dark mode and print follow. Spans in one lane are packed into rows. The template adds the same as a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from mingjian.ui.components import Text

KINDS = ("tenure", "finding", "round", "lead", "outcome", "event")
ROW, BAR = 28, 24
"""Height of a row and of a bar in CSS pixels; 24 is the least target size of WCAG 2.2."""
NOMINAL_WIDTH = 720
"""The plot's width in CSS pixels for judging whether a label fits; also its least width on a phone."""
POINT_WIDTH = 10
"""A span narrower than this many nominal pixels is drawn as a point with a full-size target."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, both days included. `end` None: it lasts. `kind` is one of KINDS."""

    start: date
    end: date | None
    label: Text
    url: str = ""
    kind: str = "event"
    verified: bool = True
    note: Text = ""

    @property
    def dates(self) -> str:
        """The span's dates in words."""
        if self.end == self.start:
            return self.start.isoformat()
        until = self.end.isoformat() if self.end else _("to date")
        return f"{self.start.isoformat()} – {until}"

    @property
    def title(self) -> str:
        """What hovering shows and a screen reader says."""
        standing = "" if self.verified else _("unverified")
        return " · ".join(str(part) for part in (self.label, self.dates, self.note, standing) if part)


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: a person's career, a body's findings, the rounds."""

    label: Text
    items: Sequence[Span]
    url: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day ruled across all lanes, such as the day of entry."""

    day: date
    label: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """The period shown, first and last day included."""

    start: date
    end: date

    def share(self, day: date) -> float:
        """Where `day` begins, in per cent of the plot, held inside it."""
        position = 100.0 * (day - self.start).days / ((self.end - self.start).days + 1)
        return max(0.0, min(100.0, position))


@dataclass(frozen=True, slots=True)
class Placed:
    """A span in its row. Edges are in per cent; `side` says where its label stands: inside, after, before."""

    span: Span
    row: int
    left: float
    width: float
    side: str

    @property
    def is_point(self) -> bool:
        """Whether it is too narrow for a bar."""
        return self.width * NOMINAL_WIDTH / 100 < POINT_WIDTH

    @property
    def middle(self) -> float:
        """The centre, where a point is drawn."""
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane with its picture."""

    lane: Lane
    svg: SafeString


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Everything the template needs."""

    scale: Scale
    head: SafeString
    lanes: Sequence[DrawnLane]
    kinds: Sequence[str]
    has_unverified: bool


def draw(
    lanes: Sequence[Lane],
    *,
    marks: Sequence[Mark] = (),
    start: date | None = None,
    end: date | None = None,
    today: date | None = None,
) -> TimeAxis:
    """Draw `lanes` between `start` and `end` (default: whole years around everything in them).

    Spans outside the period are left out, spans across its edge are cut. An unknown kind raises ValueError.
    """
    spans = [span for lane in lanes for span in lane.items]
    for span in spans:
        if span.kind not in KINDS:
            raise ValueError(f"unknown kind of span: {span.kind}")
    scale = _scale(spans, marks, start, end, today or localdate())
    shown = [
        Lane(lane.label, [span for span in lane.items if _is_within(span, scale)], lane.url, lane.note)
        for lane in lanes
    ]
    return TimeAxis(
        scale=scale,
        head=_head_svg(scale, marks),
        lanes=[DrawnLane(lane, _lane_svg(lane, scale, marks)) for lane in shown],
        kinds=[kind for kind in KINDS if any(span.kind == kind for lane in shown for span in lane.items)],
        has_unverified=any(not span.verified for lane in shown for span in lane.items),
    )


def place(items: Sequence[Span], scale: Scale) -> list[Placed]:
    """Pack spans and their labels into rows, so that no label is hidden by a neighbour."""
    rows: list[float] = []
    placed = []
    for span, left, width, side, begin, finish in sorted(
        (_extent(span, scale) for span in items), key=lambda extent: (extent[4], extent[5])
    ):
        row = next((index for index, edge in enumerate(rows) if edge <= begin + 0.01), len(rows))
        rows[row : row + 1] = [finish]
        placed.append(Placed(span, row, left, width, side))
    return placed


def _extent(span: Span, scale: Scale) -> tuple[Span, float, float, str, float, float]:
    """A span with its left edge, width and label side, and where span and label together begin and end."""
    left = scale.share(span.start)
    width = max(scale.share((span.end or scale.end) + timedelta(days=1)) - left, 0.2)
    label = _percent(_text_width(str(span.label)) + 16)
    reach = _percent(12) if width * NOMINAL_WIDTH / 100 < POINT_WIDTH else 0
    if label <= width:
        return span, left, width, "inside", left, left + width
    after = left + width + reach + label
    if after <= 100:
        return span, left, width, "after", max(0, left - reach), after
    if left - reach - label >= 0:
        return span, left, width, "before", left - reach - label, min(left + width + reach, 100)
    return span, left, width, "inside", left, left + width


def _scale(spans: Sequence[Span], marks: Sequence[Mark], start: date | None, end: date | None, today: date) -> Scale:
    days = [span.start for span in spans] + [span.end or today for span in spans] + [mark.day for mark in marks]
    first = start or date(min(days, default=today).year, 1, 1)
    last = end or date(max(days, default=today).year, 12, 31)
    return Scale(first, max(first, last))


def _is_within(span: Span, scale: Scale) -> bool:
    return span.start <= scale.end and (span.end or scale.end) >= scale.start


def _years(scale: Scale) -> list[int]:
    return list(range(scale.start.year, scale.end.year + 1))


def _head_svg(scale: Scale, marks: Sequence[Mark]) -> SafeString:
    years = _years(scale)
    step = 1 if len(years) <= 16 else 2 if len(years) <= 32 else 5
    parts = [
        format_html(
            '<text class="axis-label" x="{}%" dx="4" y="14">{}</text>',
            _figure(_year_start(year, scale)),
            year,
        )
        for year in years
        if (year % step == 0 or len(years) <= 16) and _year_start(year, scale) < 100 - _percent(32)
    ]
    for mark in marks:
        share = scale.share(mark.day)
        side = SafeString('text-anchor="end" dx="-4"') if share > 70 else SafeString('dx="4"')
        parts.append(
            format_html(
                '<text class="axis-mark-label" x="{}%" y="32" {}>{} {}</text>',
                _figure(share),
                side,
                mark.label,
                mark.day.isoformat(),
            )
        )
    height = 38 if marks else 20
    rules = _rules(scale, height, marks)
    return SafeString(
        f'<svg class="axis-plot axis-head" width="100%" height="{height}" aria-hidden="true">'
        f"{rules}{''.join(parts)}</svg>"
    )


def _rules(scale: Scale, height: int, marks: Sequence[Mark]) -> str:
    lines = [
        f'<line class="axis-year" x1="{_figure(share)}%" x2="{_figure(share)}%" y1="0" y2="{height}"/>'
        for share in (_year_start(year, scale) for year in _years(scale))
    ]
    lines += [
        f'<line class="axis-mark" x1="{share}%" x2="{share}%" y1="0" y2="{height}"/>'
        for share in (_figure(scale.share(mark.day)) for mark in marks)
    ]
    return "".join(lines)


def _lane_svg(lane: Lane, scale: Scale, marks: Sequence[Mark]) -> SafeString:
    placed = place(lane.items, scale)
    rows = 1 + max((each.row for each in placed), default=0)
    height = max(ROW * rows + 4, 48 if lane.note else 0)
    inside = _rules(scale, height, marks) + "".join(_span_svg(each, scale) for each in placed)
    return format_html(
        '<svg class="axis-plot" width="100%" height="{}" role="group" aria-label="{}">{}</svg>',
        height,
        lane.label,
        SafeString(inside),
    )


def _span_svg(placed: Placed, scale: Scale) -> SafeString:
    span = placed.span
    standing = "is-verified" if span.verified else "is-unverified"
    shape = _point_shape(placed) if placed.is_point else _bar_shape(placed, scale)
    content = format_html("<title>{}</title>{}{}", span.title, shape, _label(placed))
    if not span.url:
        return format_html('<g class="axis-span kind-{} {}">{}</g>', span.kind, standing, content)
    return format_html(
        '<a class="axis-span kind-{} {}" href="{}" aria-label="{}">{}</a>',
        span.kind,
        standing,
        span.url,
        span.title,
        content,
    )


def _bar_shape(placed: Placed, scale: Scale) -> SafeString:
    top = placed.row * ROW + 2
    bar = format_html(
        '<rect x="{}%" y="{}" width="{}%" height="{}" rx="2"/>',
        _figure(placed.left),
        top,
        _figure(placed.width),
        BAR,
    )
    if placed.span.end is None or placed.span.end > scale.end:
        bar += format_html(
            '<text class="axis-open" x="{}%" y="{}" dx="-12">›</text>',
            _figure(placed.left + placed.width),
            top + 16,
        )
    return bar


def _point_shape(placed: Placed) -> SafeString:
    middle, height = _figure(placed.middle), placed.row * ROW + 2 + BAR // 2
    return format_html(
        '<circle class="axis-target" cx="{}%" cy="{}" r="12"/><circle class="axis-point" cx="{}%" cy="{}" r="6"/>',
        middle,
        height,
        middle,
        height,
    )


def _label(placed: Placed) -> SafeString:
    text, line = str(placed.span.label), placed.row * ROW + 18
    gap = 10 if placed.is_point else 6
    if placed.side == "inside":
        # A picture of its own cuts off what does not fit.
        return format_html(
            '<svg x="{}%" y="{}" width="{}%" height="{}"><text class="axis-text-inside" x="6" y="16">{}</text></svg>',
            _figure(placed.left),
            line - 16,
            _figure(placed.width),
            BAR,
            text,
        )
    if placed.side == "before":
        edge, anchor, shift = placed.middle if placed.is_point else placed.left, "end", -gap
    else:
        edge, anchor, shift = placed.middle if placed.is_point else placed.left + placed.width, "start", gap
    return format_html(
        '{}<text class="axis-text-outside" x="{}%" y="{}" dx="{}" text-anchor="{}">{}</text>',
        _ground(text, edge, line, gap, before=anchor == "end"),
        _figure(edge),
        line,
        shift,
        anchor,
        text,
    )


def _ground(text: str, edge: float, line: int, gap: int, *, before: bool) -> SafeString:
    """A patch of paper under a label beside its bar, so that no year's rule runs through the words."""
    width = _text_width(text) + 4
    return format_html(
        '<rect class="axis-ground" x="{}%" y="{}" width="{}" height="16" transform="translate({} 0)"/>',
        _figure(edge),
        line - 13,
        _figure(width),
        _figure(-gap - width + 2 if before else gap - 2),
    )


def _text_width(text: str) -> float:
    return sum(12.0 if ord(letter) > 0x2E7F else 6.8 for letter in text)


def _percent(pixels: float) -> float:
    return 100.0 * pixels / NOMINAL_WIDTH


def _figure(share: float) -> str:
    return f"{share:.2f}"


def _year_start(year: int, scale: Scale) -> float:
    return scale.share(date(year, 1, 1))
