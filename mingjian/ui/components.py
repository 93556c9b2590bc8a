"""The values that components take. Views build them, templates show them; none of them queries anything."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

Text = str | Promise
Moment = date | datetime | str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One key fact of the strip under the title. `tone`: "", "overdue", "due", "done"."""

    label: Text
    value: object
    url: str = ""
    tone: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a link to a page or a saved view. `count` may be text such as "10,000+"."""

    label: Text
    url: str
    current: bool = False
    count: object = None


@dataclass(frozen=True, slots=True)
class Action:
    """A link or, with `post`, a one-button form in the title row. `tone`: "", "primary", "danger"."""

    label: Text
    url: str
    icon: str = ""
    tone: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Knot:
    """One step of the line of a matter. `verified` None means that the question does not arise."""

    title: Text
    verb: Text = ""
    date: Moment = None
    actor: Text = ""
    office: Text = ""
    source: Text = ""
    source_url: str = ""
    url: str = ""
    verified: bool | None = None
    current: bool = False
    icon: str = "circle-dot"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select filter, with the count of its rows when known."""

    value: str
    label: Text
    selected: bool = False
    count: object = None


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. `kind`: "select", "many" (ticks, sent once each), "text", "number", "date", "check",
    "date_range" and "number_range" (send `<name>_from` and `<name>_to`), "pick" (a name to type; `url` offers names
    while it is typed, `options` are the rows that what was typed may mean). `more` waits in a fold of the bar."""

    kind: str
    name: str
    label: Text
    value: str = ""
    value_to: str = ""
    options: Sequence[Option] = ()
    placeholder: Text = ""
    url: str = ""
    more: bool = False

    @property
    def chosen(self) -> list[Option]:
        """The options that are ticked."""
        return [option for option in self.options if option.selected]


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter in words; following `remove_url` takes it off."""

    label: Text
    remove_url: str


@dataclass(frozen=True, slots=True)
class FilterBar:
    """A GET form of filters. `hidden` keeps other parameters, such as the sort; `clear_url` clears all.

    `submit_label` stands on the button where the form chooses what to show rather than which rows.
    """

    action: str
    filters: Sequence[Filter] = ()
    chips: Sequence[Chip] = ()
    hidden: Sequence[tuple[str, str]] = ()
    clear_url: str = ""
    submit_label: Text = ""

    @property
    def at_once(self) -> list[Filter]:
        """The filters that stand in the bar."""
        return [each for each in self.filters if not each.more]

    @property
    def in_fold(self) -> list[Filter]:
        """The filters that wait in its fold."""
        return [each for each in self.filters if each.more]


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging. An empty address shows as a dead control; `count_text` is bounded: "10,000+"."""

    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    last_url: str = ""
    count_text: Text = ""

    @property
    def is_turned(self) -> bool:
        """There is another page."""
        return bool(self.first_url or self.previous_url or self.next_url or self.last_url)


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty page: what is missing and what to do next."""

    title: Text
    hint: Text = ""
    action_url: str = ""
    action_label: Text = ""
    icon: str = "inbox"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a figure that links to its rows."""

    label: Text
    value: float
    url: str = ""
    note: Text = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a sparkline."""

    label: Text
    value: float
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a portal form or a process: `state` is "done", "current" or "ahead"."""

    label: Text
    state: str = "ahead"
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReasonDialog:
    """A dangerous act that asks for a reason instead of "are you sure"."""

    id: str
    label: Text
    action: str
    explanation: Text = ""
    reason_label: Text = ""
    submit_label: Text = ""
    name: str = "reason"
    tone: str = "danger"
    hidden: Sequence[tuple[str, str]] = field(default_factory=tuple)
