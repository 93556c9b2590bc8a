"""`{% load ui %}`: every component with its parameters. The README of this room has an example of each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mingjian.ui import badges, charts, icons, tables, timeaxis
from mingjian.ui.components import (
    Action,
    Bar,
    Empty,
    Fact,
    FilterBar,
    Knot,
    Pager,
    Point,
    ReasonDialog,
    Step,
    Tab,
    Text,
)

register = template.Library()
PARTS = "ui/parts/"
Values = dict[str, Any]


@register.simple_tag
def icon(name: str, size: int = 16, label: Text = "") -> SafeString:
    """Show a lucide icon; with `label` a screen reader hears it, without it is decoration."""
    return icons.icon_with_label(name, label, size) if label else icons.icon_svg(name, size)


@register.simple_tag
def badge(label: Text, tone: str = "neutral", verified: bool | None = None, icon: str = "") -> SafeString:
    """Show a state. Tones: neutral, active, done, due, overdue, urgent, closed."""
    return badges.badge_html(label, tone, verified=verified, icon=icon)


@register.simple_tag
def verification(verified: bool) -> SafeString:
    """Show whether a statement is established or an allegation."""
    return badges.verification_html(verified)


@register.filter
def value(content: object) -> SafeString:
    """Write a plain value as the tables do: figures grouped, dates as ISO, nothing as a dash."""
    return tables.value_html(content)


@register.inclusion_tag(PARTS + "page_title.html")
def page_title(
    title: Text,
    kicker: Text = "",
    kicker_url: str = "",
    subtitle: Text = "",
    document: bool = False,
    actions: Sequence[Action] = (),
    csrf_token: str = "",
) -> Values:
    """Show the title row. `document` sets it in the Song serif; a posting action needs the `csrf_token`."""
    return {
        "title": title,
        "kicker": kicker,
        "kicker_url": kicker_url,
        "subtitle": subtitle,
        "document": document,
        "actions": actions,
        "csrf_token": csrf_token,
    }


@register.inclusion_tag(PARTS + "key_facts.html")
def key_facts(facts: Sequence[Fact]) -> Values:
    """Show the strip of key facts."""
    return {"facts": facts}


@register.inclusion_tag(PARTS + "tabs.html")
def tabs(items: Sequence[Tab], label: Text = "") -> Values:
    """Show tabs, which are links; `label` names the group."""
    return {"items": items, "label": label}


@register.inclusion_tag(PARTS + "line_thread.html")
def line_thread(thread: Sequence[Knot], title: Text = "", hidden_note: Text = "") -> Values:
    """Show the line of a matter, first step first."""
    return {"thread": thread, "title": title, "hidden_note": hidden_note}


@register.inclusion_tag(PARTS + "table.html")
def table(table: tables.Table) -> Values:
    """Show a table with its footer and column choice."""
    return {"table": table}


@register.inclusion_tag(PARTS + "pager.html")
def pager(
    pager: Pager | None = None,
    first_url: str = "",
    previous_url: str = "",
    next_url: str = "",
    last_url: str = "",
    count_text: Text = "",
) -> Values:
    """Show keyset paging from a Pager or from its parts."""
    return {"pager": pager or Pager(first_url, previous_url, next_url, last_url, count_text)}


@register.inclusion_tag(PARTS + "filter_bar.html")
def filter_bar(bar: FilterBar) -> Values:
    """Show the filters and the chips of those active."""
    return {"bar": bar}


@register.inclusion_tag(PARTS + "field.html")
def field(bound: BoundField, label: Text = "", help_text: Text = "", wide: bool = False) -> Values:
    """Show one field of a Django form: label, help, error (tied by aria-describedby) and control."""
    return {
        "field": bound,
        "label": label or bound.label,
        "help": help_text or bound.help_text,
        "wide": wide,
        "is_check": getattr(bound.field.widget, "input_type", "") == "checkbox" and not bound.use_fieldset,
    }


@register.inclusion_tag(PARTS + "form_errors.html")
def form_errors(form: object) -> Values:
    """Show the summary of what is wrong, each with a link to its field."""
    return {"form": form}


@register.inclusion_tag(PARTS + "reason_dialog.html", takes_context=True)
def reason_dialog(context: Mapping[str, Any], dialog: ReasonDialog) -> Values:
    """Show a button that opens a form asking for a reason. It works without JavaScript."""
    return {"dialog": dialog, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag(PARTS + "empty.html")
def empty(
    page: Empty | None = None,
    title: Text = "",
    hint: Text = "",
    action_url: str = "",
    action_label: Text = "",
    icon: str = "inbox",
) -> Values:
    """Show an empty page that says what to do next, from an Empty or from its parts."""
    return {"page": page or Empty(title, hint, action_url, action_label, icon)}


@register.inclusion_tag(PARTS + "refusal.html")
def refusal(why: Text, who: Text = "", title: Text = "", back_url: str = "") -> Values:
    """Say why something is refused and who can help."""
    return {"why": why, "who": who, "title": title, "back_url": back_url}


@register.inclusion_tag(PARTS + "progress.html")
def progress(
    value: int,
    total: int,
    text: Text = "",
    poll_url: str = "",
    key: str = "progress",
    done_url: str = "",
    done_label: Text = "",
) -> Values:
    """Show long work. Until all is done, htmx asks `poll_url` for this fragment every two seconds."""
    return {
        "value": value,
        "max": total,
        "text": text,
        "poll_url": poll_url,
        "id": key,
        "done": value >= total > 0,
        "done_url": done_url,
        "done_label": done_label,
        "percent": round(100 * value / total) if total else 0,
    }


@register.inclusion_tag(PARTS + "bar_chart.html")
def bar_chart(bars: Sequence[Bar], caption: Text, unit: Text = "", maximum: float | None = None) -> Values:
    """Show bars in the order given."""
    return {"bars": charts.draw_bars(bars, maximum), "caption": caption, "unit": unit}


@register.inclusion_tag(PARTS + "sparkline.html")
def sparkline(points: Sequence[Point], label: Text) -> Values:
    """Show a row of small columns, one per period."""
    return {"points": charts.draw_points(points), "label": label, "width": max(len(points), 1) * 10}


@register.inclusion_tag(PARTS + "time_axis.html")
def time_axis(
    lanes: Sequence[timeaxis.Lane],
    title: Text,
    marks: Sequence[timeaxis.Mark] = (),
    start: date | None = None,
    end: date | None = None,
) -> Values:
    """Show lanes over ruled years, with a list of the same for screen readers."""
    return {"axis": timeaxis.draw(lanes, marks=marks, start=start, end=end), "title": title}


@register.inclusion_tag(PARTS + "steps.html")
def steps(steps: Sequence[Step], label: Text = "") -> Values:
    """Show where one stands in a process."""
    return {"steps": steps, "label": label}


@register.simple_block_tag
def notice(content: str, tone: str = "neutral", title: Text = "") -> SafeString:
    """Show a notice. Tones: neutral, done, due, overdue, unverified."""
    return SafeString(render_to_string(PARTS + "notice.html", {"content": content, "tone": tone, "title": title}))


@register.simple_block_tag
def section(content: str, title: Text, anchor: str = "", note: Text = "", count: object = None) -> SafeString:
    """Show a titled section of a detail page or dossier."""
    return SafeString(
        render_to_string(
            PARTS + "section.html",
            {"content": content, "title": title, "id": anchor, "note": note, "count": count},
        )
    )


@register.filter
def moment(when: date | datetime | str | None) -> SafeString:
    """Write a date or moment as the tables do; text such as "2018年5月" passes unchanged."""
    return tables.value_html(when)
